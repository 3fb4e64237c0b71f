package dev.baton.server.kill;

import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many runs with writes, while the server process is killed again and again and the back office loses, delays and
 * refuses answers. {@code -Dsoak.runs}, {@code -Dsoak.kills} and {@code -Dsoak.seed} choose what is done; the seed is in
 * every failure.
 */
class SoakTest {
    private static final int RUNS = Integer.getInteger("soak.runs", 300);
    private static final int KILLS = Integer.getInteger("soak.kills", 4);
    private static final long SEED = Long.getLong("soak.seed", 1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void givenProcessesThatDieAndSystemsThatFail_thenNothingIsLostAndNothingIsDoneTwice() throws Exception {
        var random = new SplittableRandom(SEED);
        try (var backoffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")));
                var control = new BackofficeControl(backoffice.url());
                var server = new ServerProcess(
                        Soak.workspace(),
                        List.of("--data", folder.resolve("data").toString()),
                        backoffice.url(),
                        folder.resolve("server.log"))) {
            server.start();
            var moments = random.split();
            var killer = Thread.ofPlatform().start(() -> kill(server, moments));
            new Soak(RUNS, SEED, control).run(new OneServer(server), random.split());
            killer.join();
        }
    }

    private record OneServer(ServerProcess server) implements Claims.Door {
        @Override
        public void disturbed() throws InterruptedException {
            Nodes.pass(100);
        }
    }

    private static void kill(ServerProcess server, SplittableRandom moments) {
        try {
            for (var kills = 0; kills < KILLS; kills++) {
                Nodes.pass(moments.nextInt(50, 4_000));
                server.kill();
                server.start();
            }
        } catch (Exception e) {
            throw new IllegalStateException("seed " + SEED, e);
        }
    }
}
