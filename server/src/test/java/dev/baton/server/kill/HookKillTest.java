package dev.baton.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import dev.baton.json.Json;
import dev.baton.server.door.hook.Carrier;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.story.Shop;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sender delivers one event until it is told that it was taken, while the server is killed at random moments: whatever
 * was answered or lost, one handoff comes of it and one replacement. {@code -Dkill.seed=N} replays a seed.
 */
@Timeout(300)
class HookKillTest {
    private static final int KILLS = 2;
    private static final int TAKEN = 202;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void givenAServerThatIsKilledWhileAnEventIsDelivered_thenItStartsOnce() throws Exception {
        var seed = Long.getLong("kill.seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        try (var backoffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")));
                var control = new BackofficeControl(backoffice.url());
                var server = new ServerProcess(
                        Claims.workspace(),
                        List.of("--data", folder.resolve("data").toString()),
                        backoffice.url(),
                        folder.resolve("server.log"));
                var client = ApiClient.of(server.url())) {
            control.fault("createReplacement", "drop-after", 1);
            var carrier = new Carrier(client, "/hooks/carrier-scan", Shop.CARRIER_SECRET);
            var taken = new ArrayList<String>();
            for (var kill = 0; kill < KILLS; kill++) {
                server.start();
                var moment = random.nextLong(5, 250);
                var killer = Thread.ofPlatform().start(() -> kill(server, moment));
                while (killer.isAlive()) {
                    attempt(carrier).ifPresent(taken::add);
                }
                killer.join();
            }
            server.start();
            taken.add(attempt(carrier).orElseThrow());

            assertThat(taken.stream().distinct()).as("seed " + seed).hasSize(1);
            assertThat(client.as("omar")
                            .get("/api/handoffs/" + taken.getFirst() + "?wait=60s")
                            .text())
                    .as("seed " + seed)
                    .contains("\"outcome\":\"replaced\"");
            assertThat(control.effects().get("createReplacement"))
                    .as("seed " + seed)
                    .contains(Json.number(1));
        }
    }

    /** The handoff's id, when the sender hears that the delivery was taken. */
    private static Optional<String> attempt(Carrier carrier) {
        try {
            var answer = carrier.deliver("msg_1", Carrier.damaged("scan-1", "CUS-0001", Shop.SMALL));
            return answer.status() == TAKEN ? Optional.of(answer.textAt("id")) : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static void kill(ServerProcess server, long afterMillis) {
        try {
            new CountDownLatch(1).await(afterMillis, TimeUnit.MILLISECONDS);
            server.kill();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
