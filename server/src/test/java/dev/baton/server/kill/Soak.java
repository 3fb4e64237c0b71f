package dev.baton.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Many small refunds, submitted while something else does its worst, and what has become of them: every accepted handoff
 * has one receipt, and the back office did each effect once, counted there and one by one.
 */
final class Soak {
    private static final int AT_ONCE = 32;

    private final int runs;
    private final long seed;
    private final BackofficeControl control;
    private final Duration patience;
    private final CountDownLatch submitted;
    private final Map<String, String> handoffs = new ConcurrentHashMap<>();

    Soak(int runs, long seed, BackofficeControl control) {
        this.runs = runs;
        this.seed = seed;
        this.control = control;
        this.patience = Duration.ofMinutes(2).plusMillis(200L * runs);
        this.submitted = new CountDownLatch(runs);
    }

    /** Returns when everything that was submitted is known to have ended well. */
    void run(Claims.Door door, SplittableRandom random) throws Exception {
        var orders = orders();
        var before = control.effects();
        var chaos = Thread.ofPlatform().start(() -> disturb(random));
        submitAll(door, orders);
        chaos.join();
        control.healthy();
        assertReceipts(door);
        assertOnceEach(before, orders);
    }

    static Path workspace() throws Exception {
        var file = Objects.requireNonNull(Soak.class.getResource("/soak/people.yaml"), "the soak's workspace");
        return Objects.requireNonNull(Path.of(file.toURI()).getParent());
    }

    /** Orders with money left to give back. */
    private List<Json> orders() throws Exception {
        var orders = control.get("/orders?status=delivered&limit=200").asArray().stream()
                .filter(order ->
                        order.get("totalMinor").orElseThrow() instanceof Json.Whole total && total.value() > 1_000)
                .toList();
        var refunded = new HashSet<Optional<String>>();
        control.get("/billing/refunds").asArray().forEach(refund -> refunded.add(refund.textAt("orderId")));
        var untouched = orders.stream()
                .filter(order -> !refunded.contains(order.textAt("id")))
                .toList();
        assertThat(untouched).hasSizeGreaterThan(20);
        return untouched;
    }

    private void submitAll(Claims.Door door, List<Json> orders) throws InterruptedException {
        var room = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < runs; number++) {
                var order = orders.get(number % orders.size());
                var name = "soak-%d-%05d".formatted(seed, number);
                room.acquire();
                threads.execute(() -> {
                    try {
                        handoffs.put(name, submit(door, order, name));
                    } finally {
                        submitted.countDown();
                        room.release();
                    }
                });
            }
        }
        assertThat(handoffs)
                .as("seed %d: every submission is accepted in the end", seed)
                .hasSize(runs);
        assertThat(new HashSet<>(handoffs.values()))
                .as("seed %d: each once", seed)
                .hasSize(runs);
    }

    /** A submission whose answer was lost, or that was refused for lack of room, is made again with the same key. */
    private static String submit(Claims.Door door, Json order, String name) {
        var input = Json.object("customerId", order.get("customerId").orElseThrow())
                .with("orderId", order.get("id").orElseThrow())
                .with("number", name);
        for (var attempt = 0; attempt < 2_000; attempt++) {
            try {
                var answer = door.server().post("/api/handoffs/small-refund", Json.object("input", input), name);
                if (answer.textAt("id").isPresent()) {
                    return answer.textAt("id").get();
                }
                assertThat(answer.get("status")).as("%s", answer).contains(Json.number(503));
                pause(200);
            } catch (IOException | JsonException e) {
                // killed before it answered: the same key makes asking again harmless
                pause(200);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("no answer for " + name);
    }

    /** As long as work comes in the systems misbehave, each in turn and each in its way. */
    private void disturb(SplittableRandom chance) {
        var operations = List.of("createRefund", "addNote", "getOrder", "listNotes");
        var modes = List.of("drop-after", "fail-after", "fail-before", "delay");
        try {
            while (!submitted.await(chance.nextInt(20, 300), TimeUnit.MILLISECONDS)) {
                control.fault(
                        operations.get(chance.nextInt(operations.size())),
                        modes.get(chance.nextInt(modes.size())),
                        chance.nextInt(1, 6));
            }
        } catch (Exception e) {
            throw new IllegalStateException("seed " + seed, e);
        }
    }

    private void assertReceipts(Claims.Door door) throws Exception {
        var deadline = System.nanoTime() + patience.toNanos();
        for (var handoff : handoffs.entrySet()) {
            var view = Json.object();
            while (view.get("receipt").isEmpty() && System.nanoTime() < deadline) {
                view = ask(door, "/api/handoffs/" + handoff.getValue() + "?wait=10s")
                        .orElse(view);
            }
            assertThat(view.textAt("state"))
                    .as("seed %d, %s: %s", seed, handoff.getKey(), view.write())
                    .contains("completed");
            var confirmations =
                    view.get("receipt").orElseThrow().get("confirmations").orElseThrow();
            assertThat(confirmations.asArray())
                    .as("seed %d, %s", seed, handoff.getKey())
                    .hasSize(2);
        }
    }

    private static Optional<Json.Obj> ask(Claims.Door door, String path) throws InterruptedException {
        try {
            return Optional.of(door.server().get(path).asObject());
        } catch (IOException | JsonException e) {
            door.disturbed();
            return Optional.empty();
        }
    }

    private void assertOnceEach(Json before, List<Json> orders) throws Exception {
        var after = control.effects();
        for (var operation : List.of("createRefund", "addNote")) {
            assertThat(count(after, operation) - count(before, operation))
                    .as("seed %d: %s", seed, operation)
                    .isEqualTo(runs);
        }
        var refunds = new HashSet<String>();
        for (var order : orders) {
            control.get("/billing/refunds?orderId=" + order.textAt("id").orElseThrow()).asArray().stream()
                    .flatMap(refund -> refund.textAt("reason").stream())
                    .filter(reason -> reason.startsWith("soak-"))
                    .forEach(reason -> assertThat(refunds.add(reason))
                            .as("seed %d: %s is refunded once", seed, reason)
                            .isTrue());
        }
        assertThat(refunds).as("seed %d: every one is refunded", seed).hasSize(runs);
    }

    private static long count(Json effects, String operation) {
        return effects.get(operation).orElse(Json.number(0)) instanceof Json.Whole whole ? whole.value() : 0;
    }

    private static void pause(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
