package dev.baton.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import dev.baton.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Handoffs are submitted while the server is killed at random moments and the back office loses answers. Then every
 * accepted one must have its receipt, and the back office must have done each effect once: counted as effects, not read
 * off a final state. {@code -Dkill.seed=N} replays one seed, {@code -Dkill.seeds=N} runs more.
 */
class KillTest {
    private static final int HANDOFFS = 8;
    private static final int KILLS = 3;

    @TempDir
    private Path folder = Path.of("");

    static LongStream seeds() {
        var one = Long.getLong("kill.seed");
        return one != null ? LongStream.of(one) : LongStream.rangeClosed(1, Long.getLong("kill.seeds", 2));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givenAServerThatIsKilledAtAnyMoment_thenNothingIsLostAndNothingIsDoneTwice(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var data = Files.createDirectories(folder.resolve("data"));
        try (var backoffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")));
                var control = new BackofficeControl(backoffice.url());
                var server =
                        new ServerProcess(workspace(), data, backoffice.url().toString())) {
            loseAnswers(control, random);
            var orders = smallOrders(control);
            server.start();
            var handoffs = submitAndKill(server, orders, random);
            for (var handoff : handoffs.entrySet()) {
                assertEnded(server, seed, handoff.getKey(), handoff.getValue());
            }
            assertOnceEach(control, seed, orders);
        }
    }

    private static Path workspace() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("examples/shop"))) {
                return folder.resolve("examples/shop");
            }
        }
        throw new IllegalStateException("the shop's workspace is not above the current folder");
    }

    private void loseAnswers(BackofficeControl control, SplittableRandom random) throws Exception {
        control.fault("createRefund", random.nextBoolean() ? "drop-after" : "fail-after", 3);
        control.fault("addNote", random.nextBoolean() ? "drop-after" : "fail-after", 3);
        control.fault("getOrder", "fail-before", 2);
    }

    /** Orders that the shop's rules settle without a person, each of another customer. */
    private List<Json> smallOrders(BackofficeControl control) throws Exception {
        var found = new ArrayList<Json>();
        for (var customer = 10; found.size() < HANDOFFS; customer++) {
            var id = "CUS-%04d".formatted(customer);
            var claims = control.get("/orders/customers/" + id + "/claims?days=90");
            if (claims.get("count").orElseThrow().equals(Json.number(0))) {
                control.get("/orders?customerId=" + id).asArray().stream()
                        .filter(KillTest::isSmallAndRecent)
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

    /** By handoff the order it is about. A submission whose answer was lost is made again with the same key. */
    private Map<String, String> submitAndKill(ServerProcess server, List<Json> orders, SplittableRandom random)
            throws Exception {
        var killer = startKiller(server, random);
        var handoffs = new LinkedHashMap<String, String>();
        for (var order : orders) {
            var id = order.textAt("id").orElseThrow();
            handoffs.put(submit(server, order, killer), id);
        }
        killer.join();
        return handoffs;
    }

    private Thread startKiller(ServerProcess server, SplittableRandom random) {
        var moments = random.longs(KILLS, 5, 900).toArray();
        return Thread.ofPlatform().start(() -> {
            try {
                for (var moment : moments) {
                    new CountDownLatch(1).await(moment, TimeUnit.MILLISECONDS);
                    server.kill();
                    server.start();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String submit(ServerProcess server, Json order, Thread killer) throws Exception {
        var input = Json.object("customerId", order.get("customerId").orElseThrow())
                .with("orderId", order.get("id").orElseThrow())
                .with("issue", "damaged")
                .with("wish", "refund");
        var key = "kill-" + order.textAt("id").orElseThrow();
        for (var attempt = 0; attempt < 600; attempt++) {
            try {
                var answer = server.post("/api/handoffs/damaged-order", Json.object("input", input), key);
                var id = answer.textAt("id");
                if (id.isPresent()) {
                    return id.get();
                }
                assertThat(answer.get("status")).as("%s", answer).contains(Json.number(503));
            } catch (IOException e) {
                // killed before it answered: the same key makes asking again harmless
                killer.join(100);
            }
        }
        throw new AssertionError("no answer for " + key);
    }

    private static void assertEnded(ServerProcess server, long seed, String handoff, String order) throws Exception {
        var view = Json.object();
        for (var tries = 0; tries < 4 && view.get("receipt").isEmpty(); tries++) {
            view = server.get("/api/handoffs/" + handoff + "?wait=30s").asObject();
        }
        assertThat(view.textAt("state"))
                .as("seed %d, order %s: %s", seed, order, view.write())
                .contains("completed");
        assertThat(view.get("receipt")
                        .orElseThrow()
                        .get("confirmations")
                        .orElseThrow()
                        .asArray())
                .as("seed %d, order %s", seed, order)
                .hasSize(2);
    }

    private void assertOnceEach(BackofficeControl control, long seed, List<Json> orders) throws Exception {
        for (var order : orders) {
            var id = order.textAt("id").orElseThrow();
            assertThat(control.get("/billing/refunds?orderId=" + id).asArray())
                    .as("seed %d, refunds of %s", seed, id)
                    .hasSize(1);
            var customer = order.textAt("customerId").orElseThrow();
            assertThat(control.get("/crm/customers/" + customer + "/notes").asArray().stream()
                            .filter(note -> note.textAt("text").orElse("").contains(id)))
                    .as("seed %d, notes of %s", seed, id)
                    .hasSize(1);
        }
        var counts = control.effects();
        assertThat(counts.get("createRefund")).as("seed %d: %s", seed, counts).contains(Json.number(HANDOFFS));
        assertThat(counts.get("addNote")).as("seed %d: %s", seed, counts).contains(Json.number(HANDOFFS));
    }
}
