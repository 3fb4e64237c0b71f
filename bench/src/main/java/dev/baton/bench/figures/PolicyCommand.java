package dev.baton.bench.figures;

import dev.baton.bench.subject.PolicyTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code baton bench policy}. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Measures what rules cost: verdicts per second, and what they add to the time of an effect. Every"
                + " rule is about the measured write, and the last one decides.")
final class PolicyCommand implements Callable<Integer> {
    private static final List<Integer> SIZES = List.of(0, 50, 500);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--json", description = "One line per figure: {figure, value, unit, peer, ratio}.")
    private boolean json;

    @Option(names = "--quick", description = "Shorter, and less exact.")
    private boolean quick;

    @Option(names = "--tiny", description = "Only to see that it works; its figures mean nothing.", hidden = true)
    private boolean tiny;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Where files are written meanwhile (target/bench).")
    private Path data = Path.of(System.getProperty("baton.home", "."), "target", "bench");

    @Override
    public Integer call() throws IOException, InterruptedException {
        var progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean("baton.terminal"));
        var watched = Duration.ofMillis(tiny ? 20 : quick ? 1_000 : 5_000);
        var runs = tiny ? 2 : quick ? 100 : 500;
        var figures = new ArrayList<Figure>();
        for (var rules : SIZES) {
            progress.say(rules + " more rules, by themselves");
            figures.add(
                    Figure.of("verdicts.more-rules=" + rules, PolicyTrial.verdictsPerSecond(rules, watched), "1/s"));
        }
        var none = 0.0;
        for (var rules : SIZES) {
            progress.say(rules + " more rules, in a run");
            var micros = perEffect(rules, runs);
            figures.add(Figure.of("effect.more-rules=" + rules, micros, "µs"));
            if (rules == 0) {
                none = micros;
            } else {
                figures.add(Figure.of("added-per-effect.more-rules=" + rules, Math.max(0, micros - none), "µs"));
            }
        }
        new Report(spec.commandLine().getOut(), json).print(figures);
        return 0;
    }

    private double perEffect(int rules, int runs) throws IOException, InterruptedException {
        Files.createDirectories(data);
        var folder = Files.createTempDirectory(data, "policy");
        try {
            return PolicyTrial.perEffect(rules, folder, runs).toNanos() / 1000.0;
        } finally {
            clear(folder);
        }
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
