package dev.baton.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many runs with writes, while the server process is killed again and again and the back office loses, delays and
 * refuses answers. In the end every accepted handoff has one receipt, and the back office did each effect once, counted
 * there and one by one. {@code -Dsoak.runs}, {@code -Dsoak.kills} and {@code -Dsoak.seed} choose what is done; the seed
 * is in every failure.
 */
class SoakTest {
    private static final int RUNS = Integer.getInteger("soak.runs", 300);
    private static final int KILLS = Integer.getInteger("soak.kills", 4);
    private static final long SEED = Long.getLong("soak.seed", 1);
    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(2).plusMillis(200L * RUNS);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final CountDownLatch submitted = new CountDownLatch(RUNS);
    private final Map<String, String> handoffs = new ConcurrentHashMap<>();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void givenProcessesThatDieAndSystemsThatFail_thenNothingIsLostAndNothingIsDoneTwice() throws Exception {
        var data = Files.createDirectories(folder.resolve("data"));
        try (var backoffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")));
                var server = new ServerProcess(workspace(), data, backoffice.url());
                var control = new BackofficeControl(backoffice.url())) {
            var orders = orders(control);
            var before = control.effects();
            server.start();
            var chaos = Thread.ofPlatform().start(() -> disturb(control, random.split()));
            var killer = Thread.ofPlatform().start(() -> kill(server, random.split()));
            submitAll(server, orders);
            killer.join();
            chaos.join();
            control.healthy();
            assertReceipts(server);
            assertOnceEach(control, before, orders);
        }
    }

    private static Path workspace() throws Exception {
        var file = Objects.requireNonNull(SoakTest.class.getResource("/soak/people.yaml"), "the soak's workspace");
        return Objects.requireNonNull(Path.of(file.toURI()).getParent());
    }

    /** Orders with money left to give back. */
    private static List<Json> orders(BackofficeControl control) throws Exception {
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

    private void submitAll(ServerProcess server, List<Json> orders) throws InterruptedException {
        var room = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < RUNS; number++) {
                var order = orders.get(number % orders.size());
                var name = "soak-%d-%05d".formatted(SEED, number);
                room.acquire();
                threads.execute(() -> {
                    try {
                        handoffs.put(name, submit(server, order, name));
                    } finally {
                        submitted.countDown();
                        room.release();
                    }
                });
            }
        }
        assertThat(handoffs)
                .as("seed %d: every submission is accepted in the end", SEED)
                .hasSize(RUNS);
        assertThat(new HashSet<>(handoffs.values()))
                .as("seed %d: each once", SEED)
                .hasSize(RUNS);
    }

    /** A submission whose answer was lost, or that was refused for lack of room, is made again with the same key. */
    private static String submit(ServerProcess server, Json order, String name) {
        var input = Json.object("customerId", order.get("customerId").orElseThrow())
                .with("orderId", order.get("id").orElseThrow())
                .with("number", name);
        for (var attempt = 0; attempt < 2_000; attempt++) {
            try {
                var answer = server.post("/api/handoffs/small-refund", Json.object("input", input), name);
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

    private void kill(ServerProcess server, SplittableRandom moments) {
        try {
            for (var kills = 0; kills < KILLS; kills++) {
                pause(moments.nextInt(50, 4_000));
                server.kill();
                server.start();
            }
        } catch (Exception e) {
            throw new IllegalStateException("seed " + SEED, e);
        }
    }

    /** As long as work comes in the systems misbehave, each in turn and each in its way. */
    private void disturb(BackofficeControl control, SplittableRandom chance) {
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
            throw new IllegalStateException("seed " + SEED, e);
        }
    }

    private void assertReceipts(ServerProcess server) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var handoff : handoffs.entrySet()) {
            var view = Json.object();
            while (view.get("receipt").isEmpty() && System.nanoTime() < deadline) {
                view = server.get("/api/handoffs/" + handoff.getValue() + "?wait=30s")
                        .asObject();
            }
            assertThat(view.textAt("state"))
                    .as("seed %d, %s: %s", SEED, handoff.getKey(), view.write())
                    .contains("completed");
            var confirmations =
                    view.get("receipt").orElseThrow().get("confirmations").orElseThrow();
            assertThat(confirmations.asArray())
                    .as("seed %d, %s", SEED, handoff.getKey())
                    .hasSize(2);
        }
    }

    private static void assertOnceEach(BackofficeControl control, Json before, List<Json> orders) throws Exception {
        var after = control.effects();
        for (var operation : List.of("createRefund", "addNote")) {
            assertThat(count(after, operation) - count(before, operation))
                    .as("seed %d: %s", SEED, operation)
                    .isEqualTo(RUNS);
        }
        var refunds = new HashSet<String>();
        for (var order : orders) {
            control.get("/billing/refunds?orderId=" + order.textAt("id").orElseThrow()).asArray().stream()
                    .flatMap(refund -> refund.textAt("reason").stream())
                    .filter(reason -> reason.startsWith("soak-"))
                    .forEach(reason -> assertThat(refunds.add(reason))
                            .as("seed %d: %s is refunded once", SEED, reason)
                            .isTrue());
        }
        assertThat(refunds).as("seed %d: every one is refunded", SEED).hasSize(RUNS);
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
