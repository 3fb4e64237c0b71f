package dev.baton.bench.figures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton bench engine}. */
@Command(
        name = "engine",
        description = {
            "Measures the engine against durable engines that people would otherwise use, and against the least that"
                    + " any of them would have to write.",
            "",
            "64 and 256 runs of five durable steps go on at every moment, each step resting on the one before: reads,"
                    + " and writes with an idempotency key. Every candidate is measured in a process of its own, by turns in"
                    + " rounds; values are medians, ratios come from one run of this command."
        },
        mixinStandardHelpOptions = true)
final class EngineCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--json", description = "One line per figure: {figure, value, unit, peer, ratio}.")
    private boolean json;

    @Option(names = "--quick", description = "One round and smaller stores: about two minutes.")
    private boolean quick;

    @Option(names = "--tiny", description = "Only to see that it works; its figures mean nothing.", hidden = true)
    private boolean tiny;

    @Option(names = "--rounds", paramLabel = "N", description = "How often every candidate has its turn.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--parked", paramLabel = "N", description = "How many runs are parked (100000).")
    private Optional<Integer> parked = Optional.empty();

    @Option(names = "--events", paramLabel = "N", description = "How many old events are in the store (1000000).")
    private Optional<Integer> events = Optional.empty();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = {
                "Who takes part, of: raw-file, bare-sqlite, baton-sqlite, baton-sqlite-full (the store with old"
                        + " events), parked, baton-postgres, dbos, dbos-32 (with 32"
                        + " connections), restate, temporal-test. Everything else is left out."
            })
    private List<String> only = List.of();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where files are written meanwhile; on the disk that matters (target/bench).")
    private Path data = Path.of(System.getProperty("baton.home", "."), "target", "bench");

    @Override
    public Integer call() throws IOException, InterruptedException {
        var progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean("baton.terminal"));
        var extent = extent();
        var bench = new EngineBench(data, extent, progress);
        var home = Path.of(System.getProperty("baton.home", "."));
        var candidates = new Candidates(home, extent, name -> only.isEmpty() || only.contains(name), progress);
        var figures = bench.figures(candidates.gather());
        new Report(spec.commandLine().getOut(), json).print(figures);
        return bench.failed().isEmpty() ? 0 : 1;
    }

    private Extent extent() {
        var extent = tiny ? Extent.TINY : quick ? Extent.QUICK : Extent.USUAL;
        extent = rounds.isPresent() ? extent.withRounds(rounds.get()) : extent;
        extent = parked.isPresent() ? extent.withParked(parked.get()) : extent;
        return events.isPresent() ? extent.withEvents(events.get()) : extent;
    }
}
