package dev.baton.server.kill;

import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import dev.baton.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Handoffs are submitted to three nodes on one database, while nodes are killed, stopped and ended, the database is
 * killed, and the back office loses answers. Then every accepted one must have its receipt, whichever node is asked, and
 * the back office must have done each effect once. {@code -Dnodes.seed=N} replays one seed, {@code -Dnodes.seeds=N} runs
 * more, {@code -Dnodes.runs=N} and {@code -Dnodes.blows=N} set how much happens.
 */
class NodesTest {
    private static final int NODES = 3;
    private static final int RUNS = Integer.getInteger("nodes.runs", 300);
    private static final int BLOWS = Integer.getInteger("nodes.blows", 5);

    @TempDir
    private Path folder = Path.of("");

    /** What happens to whom. */
    private enum Blow {
        KILL_NODE,
        STOP_NODE,
        END_NODE,
        KILL_DATABASE
    }

    static LongStream seeds() {
        var one = Long.getLong("nodes.seed");
        return one != null ? LongStream.of(one) : LongStream.rangeClosed(1, Long.getLong("nodes.seeds", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givenNodesAndADatabaseThatAreKilledAtAnyMoment_thenNothingIsLostAndNothingIsDoneTwice(long seed)
            throws Exception {
        var random = new SplittableRandom(seed);
        try (var database = PostgresServer.start();
                var backoffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")));
                var control = new BackofficeControl(backoffice.url());
                var nodes = new Nodes(
                        NODES, Soak.workspace(), database.jdbcUrl(), backoffice.url(), folder, random.split())) {
            nodes.start();
            var enemy = new Enemy(nodes, database, random.split());
            enemy.start();
            new Soak(RUNS, seed, control).run(nodes, random.split());
            enemy.awaitEnd();
            System.out.println(
                    "nodes, seed " + seed + ": " + RUNS + " runs, " + enemy.blows + ", nothing lost, nothing twice");
        }
    }

    /** Strikes at random, each kind of blow at least once. */
    private static final class Enemy {
        private final Nodes nodes;
        private final PostgresServer database;
        private final SplittableRandom random;
        private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        private final List<Blow> blows;
        private final Thread thread = Thread.ofPlatform().unstarted(this::strike);

        Enemy(Nodes nodes, PostgresServer database, SplittableRandom random) {
            this.nodes = nodes;
            this.database = database;
            this.random = random;
            this.blows = blows(random);
        }

        void start() {
            thread.start();
        }

        void awaitEnd() throws InterruptedException {
            thread.join();
            failures.forEach(failure -> {
                throw new AssertionError(failure);
            });
        }

        private void strike() {
            try {
                for (var blow : blows) {
                    Nodes.pass(random.nextInt(200, 1500));
                    strike(blow, nodes.node(random.nextInt(nodes.count())));
                }
            } catch (Exception | AssertionError e) {
                failures.add(e);
            }
        }

        private static List<Blow> blows(SplittableRandom random) {
            var kinds = List.of(Blow.values());
            var all = new ArrayList<>(kinds);
            while (all.size() < BLOWS) {
                all.add(kinds.get(random.nextInt(kinds.size())));
            }
            Collections.shuffle(all, new Random(random.nextLong()));
            return all;
        }

        private void strike(Blow blow, ServerProcess node) throws Exception {
            switch (blow) {
                case KILL_NODE -> {
                    node.kill();
                    node.start();
                }
                case STOP_NODE -> {
                    node.pause();
                    Nodes.pass(random.nextInt(1000, 6000));
                    node.resume();
                }
                case END_NODE -> {
                    node.terminate();
                    node.start();
                }
                case KILL_DATABASE -> {
                    database.kill();
                    Nodes.pass(random.nextInt(0, 2000));
                    database.restart();
                }
            }
        }
    }
}
