package dev.baton.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Small damaged orders of different customers, how they are claimed, and what the back office made of it. */
final class Claims {
    private static final int ATTEMPTS = 600;

    private final BackofficeControl control;
    private final String about;
    private final List<Json> orders;
    private final long refundsBefore;
    private final long notesBefore;

    /** @param about said with every failure, as the seed */
    Claims(BackofficeControl control, int count, String about) throws Exception {
        this.control = control;
        this.about = about;
        this.orders = smallOrders(count);
        this.refundsBefore = effects("createRefund");
        this.notesBefore = effects("addNote");
    }

    static Path workspace() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("examples/shop"))) {
                return folder.resolve("examples/shop");
            }
        }
        throw new IllegalStateException("the shop's workspace is not above the current folder");
    }

    List<Json> orders() {
        return orders;
    }

    void loseAnswers(SplittableRandom random, int times) throws Exception {
        control.fault("createRefund", random.nextBoolean() ? "drop-after" : "fail-after", times);
        control.fault("addNote", random.nextBoolean() ? "drop-after" : "fail-after", times);
        control.fault("getOrder", "fail-before", times - 1);
    }

    /** Orders that the shop's rules settle without a person, each of another customer. */
    private List<Json> smallOrders(int count) throws Exception {
        var found = new ArrayList<Json>();
        for (var customer = 10; found.size() < count; customer++) {
            var id = "CUS-%04d".formatted(customer);
            var claims = control.get("/orders/customers/" + id + "/claims?days=90");
            if (claims.get("count").orElseThrow().equals(Json.number(0))) {
                control.get("/orders?customerId=" + id).asArray().stream()
                        .filter(Claims::isSmallAndRecent)
                        .findFirst()
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isSmallAndRecent(Json order) {
        var total = order.get("totalMinor").orElseThrow();
        return order.textAt("currency").orElse("").equals("EUR")
                && order.textAt("deliveredAt")
                        .map(Instant::parse)
                        .filter(at -> at.isAfter(Instant.now().minus(Duration.ofDays(25))))
                        .isPresent()
                && total instanceof Json.Whole whole
                && whole.value() <= 5000;
    }

    static String id(Json order) {
        return order.textAt("id").orElseThrow();
    }

    /** Claims a refund, as often as it takes; the same key makes asking again harmless. Returns the handoff. */
    String submit(Door door, Json order) throws Exception {
        var input = Json.object("customerId", order.get("customerId").orElseThrow())
                .with("orderId", id(order))
                .with("issue", "damaged")
                .with("wish", "refund");
        var key = "kill-" + id(order);
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                var answer = door.server().post("/api/handoffs/damaged-order", Json.object("input", input), key);
                var id = answer.textAt("id");
                if (id.isPresent()) {
                    return id.get();
                }
                assertThat(answer.get("status"))
                        .as("%s: %s", about, answer.write())
                        .contains(Json.number(503));
            } catch (IOException e) {
                // it was killed before it answered
            }
            door.disturbed();
        }
        throw new AssertionError(about + ": no answer for " + key);
    }

    /** Which server is asked next, and what to do when it did not answer. */
    interface Door {
        ServerProcess server();

        void disturbed() throws InterruptedException;
    }

    /** Fails unless the handoff ends with its two confirmations. */
    Json assertEnded(Door door, String handoff) throws Exception {
        var view = Json.object();
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (view.get("receipt").isEmpty() && System.nanoTime() < deadline) {
            view = ask(door, "/api/handoffs/" + handoff + "?wait=5s").orElse(view);
        }
        var shown = view;
        assertThat(view.textAt("state"))
                .as(() -> about + ", " + handoff + ": " + shown.write())
                .contains("completed");
        assertThat(view.get("receipt")
                        .orElseThrow()
                        .get("confirmations")
                        .orElseThrow()
                        .asArray())
                .as(about)
                .hasSize(2);
        return view;
    }

    private static Optional<Json.Obj> ask(Door door, String path) throws InterruptedException {
        try {
            return Optional.of(door.server().get(path).asObject());
        } catch (IOException e) {
            door.disturbed();
            return Optional.empty();
        }
    }

    /** Fails unless the back office did everything once: counted as effects, not read off a final state. */
    void assertOnceEach() throws Exception {
        for (var order : orders) {
            assertThat(control.get("/billing/refunds?orderId=" + id(order)).asArray())
                    .as("%s, refunds of %s", about, id(order))
                    .hasSize(1);
            var customer = order.textAt("customerId").orElseThrow();
            assertThat(control.get("/crm/customers/" + customer + "/notes").asArray().stream()
                            .filter(note -> note.textAt("text").orElse("").contains(id(order))))
                    .as("%s, notes of %s", about, id(order))
                    .hasSize(1);
        }
        assertThat(effects("createRefund") - refundsBefore)
                .as("%s, refunds", about)
                .isEqualTo(orders.size());
        assertThat(effects("addNote") - notesBefore).as("%s, notes", about).isEqualTo(orders.size());
    }

    private long effects(String operation) throws Exception {
        return control.effects().get(operation).orElse(Json.number(0)) instanceof Json.Whole whole ? whole.value() : 0;
    }
}
