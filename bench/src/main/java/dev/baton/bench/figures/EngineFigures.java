package dev.baton.bench.figures;

import dev.baton.bench.load.Load;
import dev.baton.bench.load.Work;
import dev.baton.bench.subject.ParkedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Works the figures out of what was measured. */
final class EngineFigures {
    private static final List<String> BATONS = List.of(Names.BATON_SQLITE, Names.BATON_POSTGRES);
    private static final List<String> PEERS =
            List.of(Names.DBOS, Names.DBOS_32, Names.RESTATE, Names.TEMPORAL, Names.RAW_FILE, Names.BARE_SQLITE);

    private final Rounds rounds;
    private final Extent extent;
    private final List<Figure> figures = new ArrayList<>();

    EngineFigures(Rounds rounds, Extent extent) {
        this.rounds = rounds;
        this.extent = extent;
    }

    List<Figure> list() {
        PEERS.forEach(peer -> extent.loads().forEach(load -> stepsPerSecond(peer, load)));
        for (var baton : BATONS) {
            for (var load : extent.loads()) {
                stepsPerSecond(baton, load);
                rounds.cpuMicros(baton, load)
                        .ifPresent(
                                cpu -> figures.add(Figure.of(baton + " processor time per step " + load, cpu, "µs")));
                rounds.p50Millis(baton, load).ifPresent(p50 -> latency(baton, load, p50));
            }
        }
        extent.fewestLoads().forEach(this::oldEvents);
        return figures;
    }

    private void stepsPerSecond(String candidate, Load load) {
        rounds.stepsPerSecond(candidate, load).ifPresent(steps -> {
            var figure = Figure.of(candidate + " " + load, steps, "steps/s");
            figures.add(figure);
            if (BATONS.contains(candidate)) {
                PEERS.forEach(peer -> compare(figure, candidate, load, peer));
            }
        });
    }

    private void compare(Figure figure, String baton, Load load, String peer) {
        // peers that know one kind of step only were measured under one load of that concurrency
        rounds.ratio(baton, load, peer, load)
                .or(() -> rounds.ratio(baton, load, peer, new Load(Work.WRITES, load.concurrency())))
                .ifPresent(ratio -> figures.add(figure.against(peer, ratio)));
    }

    private void latency(String baton, Load load, double p50) {
        figures.add(Figure.of(baton + " p50 of a run " + load, p50, "ms"));
        rounds.p99Millis(baton, load)
                .ifPresent(p99 -> figures.add(
                        Figure.of(baton + " p99 of a run " + load, p99, "ms").against("its p50", p99 / p50)));
    }

    /** What a store full of old events makes of it. */
    private void oldEvents(Load load) {
        rounds.stepsPerSecond(Names.BATON_SQLITE_FULL, load).ifPresent(steps -> {
            var figure = Figure.of(
                    Names.BATON_SQLITE + " " + load + " after " + extent.events() + " events",
                    steps.median(),
                    "steps/s");
            figures.add(rounds.ratio(Names.BATON_SQLITE_FULL, load, Names.BATON_SQLITE, load)
                    .map(ratio -> figure.against("an empty store", ratio))
                    .orElse(figure));
        });
    }

    /** What was told by the processes that parked and resumed. */
    void parked(Map<String, Double> told) {
        var count = extent.parked();
        var working = ParkedRuns.WORKING;
        told.forEach((name, value) -> {
            switch (name) {
                case "growth" -> figures.add(Figure.of("heap growth by " + count + " parked runs", value, "MiB"));
                case "start" -> figures.add(Figure.of("start with " + count + " parked runs", value, "s"));
                case "p50" -> figures.add(Figure.of("p50 of resuming one while " + working + " run", value, "ms"));
                case "p99" -> figures.add(Figure.of("p99 of resuming one while " + working + " run", value, "ms"));
                default -> {}
            }
        });
    }
}
