package dev.baton.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import dev.baton.json.Json;
import dev.baton.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How one of two nodes goes on with what the other one has begun. */
class TakeoverTest {
    private static final int RUNS = 6;

    /** A lease of 3 s, a second to notice, and the work itself on a machine that has other things to do. */
    private static final Duration TAKEOVER_AND_WORK = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder = Path.of("");

    private static Optional<Stage> stage = Optional.empty();

    /** Two nodes, their database, and the systems on which they work. */
    private record Stage(PostgresServer database, Backoffice backoffice, BackofficeControl control, Nodes nodes) {
        static Stage open() throws Exception {
            var database = PostgresServer.start();
            var backoffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")));
            var nodes = new Nodes(
                    2, Claims.workspace(), database.jdbcUrl(), backoffice.url(), folder, new SplittableRandom(1));
            return new Stage(database, backoffice, new BackofficeControl(backoffice.url()), nodes);
        }

        void close() throws IOException {
            nodes.close();
            control.close();
            backoffice.close();
            database.close();
        }
    }

    @BeforeAll
    static void open() throws Exception {
        PostgresServer.requireInstalled();
        stage = Optional.of(Stage.open());
        stage.get().nodes().start();
    }

    @AfterAll
    static void close() throws IOException {
        if (stage.isPresent()) {
            stage.get().close();
        }
    }

    private final Stage on = stage.orElseThrow();
    private final ServerProcess first = on.nodes().node(0);
    private final ServerProcess second = on.nodes().node(1);

    private static Claims.Door only(ServerProcess server) {
        return new Claims.Door() {
            @Override
            public ServerProcess server() {
                return server;
            }

            @Override
            public void disturbed() throws InterruptedException {
                Nodes.pass(100);
            }
        };
    }

    private List<String> submitToFirst(Claims claims) throws Exception {
        var handoffs = new ArrayList<String>();
        for (var order : claims.orders()) {
            handoffs.add(claims.submit(only(first), order));
        }
        return handoffs;
    }

    /** Returns once every handoff has ended, as the second node sees it. */
    private Duration untilEnded(Claims claims, List<String> handoffs) throws Exception {
        var began = System.nanoTime();
        for (var handoff : handoffs) {
            claims.assertEnded(only(second), handoff);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Json journal(ServerProcess node, String handoff) throws Exception {
        var run = node.get("/api/handoffs/" + handoff).textAt("run").orElseThrow();
        return node.get("/api/runs/" + run + "/events");
    }

    private static void await(String what, Check check) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!check.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Nodes.pass(20);
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    @Test
    void givenANodeThatIsKilled_thenItsRunsGoOnElsewhereWhenTheirLeaseEnds() throws Exception {
        var claims = new Claims(on.control(), RUNS, "killed");
        on.control().fault("getOrder", "delay", RUNS, Duration.ofSeconds(2));
        var handoffs = submitToFirst(claims);
        first.kill();
        var took = untilEnded(claims, handoffs);
        System.out.println(
                "takeover: " + RUNS + " runs of a killed node ended elsewhere after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(TAKEOVER_AND_WORK);
        claims.assertOnceEach();
        first.start();
    }

    @Test
    void givenANodeThatIsEnded_thenItsRunsGoOnElsewhere() throws Exception {
        var claims = new Claims(on.control(), RUNS, "ended");
        on.control().fault("getOrder", "delay", RUNS, Duration.ofSeconds(1));
        var handoffs = submitToFirst(claims);
        first.terminate();
        var took = untilEnded(claims, handoffs);
        System.out.println(
                "takeover: " + RUNS + " runs of an ended node ended elsewhere after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(TAKEOVER_AND_WORK);
        claims.assertOnceEach();
        first.start();
    }

    @Test
    void givenANodeThatStandsStillWhileItSends_whenAnotherFinishedItsRun_thenItAddsNothingAndSendsNothing()
            throws Exception {
        var claims = new Claims(on.control(), 1, "stopped");
        on.control().fault("createRefund", "delay", 1, Duration.ofSeconds(2));
        var handoff = submitToFirst(claims).getFirst();
        await("the refund is on its way", () -> journal(second, handoff).write().contains("EffectIntended"));
        first.pause();
        var ended = claims.assertEnded(only(second), handoff);
        var journal = journal(second, handoff);
        first.resume();
        // what it had in its hands when it was stopped is over by then
        await("the first node answers again", first::isUp);
        Nodes.pass(1500);
        assertThat(first.get("/api/handoffs/" + handoff).get("receipt")).isEqualTo(ended.get("receipt"));
        assertThat(journal(first, handoff)).isEqualTo(journal);
        claims.assertOnceEach();
    }
}
