package dev.baton.server.kill;

import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        try (var backoffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")));
                var control = new BackofficeControl(backoffice.url());
                var server = new ServerProcess(
                        Claims.workspace(),
                        List.of("--data", folder.resolve("data").toString()),
                        backoffice.url(),
                        folder.resolve("server.log"))) {
            var claims = new Claims(control, HANDOFFS, "seed " + seed);
            claims.loseAnswers(random, 3);
            server.start();
            var killer = startKiller(server, random);
            var door = new OneServer(server);
            var handoffs = new ArrayList<String>();
            for (var order : claims.orders()) {
                handoffs.add(claims.submit(door, order));
            }
            killer.join();
            for (var handoff : handoffs) {
                claims.assertEnded(door, handoff);
            }
            claims.assertOnceEach();
        }
    }

    private record OneServer(ServerProcess server) implements Claims.Door {
        @Override
        public void disturbed() throws InterruptedException {
            Nodes.pass(100);
        }
    }

    private static Thread startKiller(ServerProcess server, SplittableRandom random) {
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
}
