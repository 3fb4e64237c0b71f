package dev.baton.bench.figures;

import dev.baton.bench.doors.Accepting;
import dev.baton.bench.doors.BareCommits;
import dev.baton.bench.doors.ChatStreams;
import dev.baton.bench.doors.Door;
import dev.baton.bench.doors.DrippingModel;
import dev.baton.bench.doors.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code baton bench doors}. */
@Command(
        name = "doors",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what it costs to come in: handoffs accepted per second by each door of a server in a process of"
                    + " its own, beside commits of the same size to the log alone.",
            "Then many conversations that stream at once, from a model that sends a sentence at a fixed pace: what is"
                    + " added to each sentence's way, and the server's memory per stream."
        })
final class DoorsCommand implements Callable<Integer> {
    private static final String BARE = "bare-commit";
    private static final int CLIENTS = 64;
    private static final int PER_SECOND = 20;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--json", description = "One line per figure: {figure, value, unit, peer, ratio}.")
    private boolean json;

    @Option(names = "--quick", description = "Shorter, and less exact.")
    private boolean quick;

    @Option(names = "--tiny", description = "Only to see that it works; its figures mean nothing.", hidden = true)
    private boolean tiny;

    @Option(names = "--streams", paramLabel = "N", description = "How many conversations stream at once (2000).")
    private int streams = 2000;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Where files are written meanwhile (target/bench).")
    private Path data = Path.of(System.getProperty("baton.home", "."), "target", "bench");

    @Override
    public Integer call() throws IOException, InterruptedException {
        var progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean("baton.terminal"));
        Files.createDirectories(data);
        var folder = Files.createTempDirectory(data, "doors");
        var figures = new ArrayList<Figure>();
        try {
            accept(folder, progress, figures);
            stream(folder, progress, figures);
        } finally {
            clear(folder);
        }
        new Report(spec.commandLine().getOut(), json).print(figures);
        return 0;
    }

    private void accept(Path folder, Progress progress, List<Figure> figures) throws IOException, InterruptedException {
        var unwatched = Duration.ofMillis(tiny ? 3_000 : quick ? 4_000 : 10_000);
        var watched = Duration.ofMillis(tiny ? 2_000 : quick ? 3_000 : 10_000);
        var accepting = new Accepting(tiny ? 4 : CLIENTS);
        var server = folder.resolve("server");
        var seen = new EnumMap<Door, Accepting.Accepted>(Door.class);
        try (var process = ServerProcess.start(Files.createDirectories(server), Optional.empty())) {
            for (var door : Door.values()) {
                // what all doors share is warm then, whichever is measured first
                progress.say("warming up " + door.word());
                accepting.through(door, process.url(), unwatched.dividedBy(2), watched.dividedBy(10));
            }
            for (var door : Door.values()) {
                progress.say("handing in through " + door.word());
                seen.put(door, accepting.through(door, process.url(), unwatched, watched));
            }
        }
        progress.say("commits alone");
        Accepting.Accepted bare;
        try (var commits = BareCommits.in(folder.resolve("bare"), BareCommits.sizeOfOne(server))) {
            bare = accepting.measure(commits::commit, unwatched, watched);
        }
        for (var entry : seen.entrySet()) {
            var door = entry.getKey();
            var accepted = entry.getValue();
            figures.add(Figure.of("accepted." + door.word(), accepted.perSecond(), "1/s")
                    .against(BARE, accepted.perSecond() / bare.perSecond()));
            figures.add(Figure.of("accepted." + door.word() + ".p50", millis(accepted.p50()), "ms"));
            figures.add(Figure.of("accepted." + door.word() + ".p99", millis(accepted.p99()), "ms"));
        }
        figures.add(Figure.of(BARE, bare.perSecond(), "1/s"));
        figures.add(Figure.of(BARE + ".p99", millis(bare.p99()), "ms"));
    }

    private void stream(Path folder, Progress progress, List<Figure> figures) throws IOException, InterruptedException {
        var seconds = tiny ? 1 : quick ? 10 : 20;
        var count = tiny ? 5 : streams;
        var sentences = seconds * PER_SECOND;
        progress.say(count + " conversations at once");
        try (var model = new DrippingModel(Duration.ofMillis(1000 / PER_SECOND), sentences);
                var process = ServerProcess.start(
                        Files.createDirectories(folder.resolve("chat")), Optional.of(model.url()))) {
            new ChatStreams(process.url(), model, count, Math.min(count, 50), sentences)
                    .run(Duration.ofMillis(100), process::memory);
            var seen = new ChatStreams(process.url(), model, 0, count, sentences)
                    .run(Duration.ofMillis(seconds * 700L), process::memory);
            figures.add(Figure.of("streams", count, "at once"));
            figures.add(Figure.of("streams.whole", seen.complete(), "streams"));
            figures.add(Figure.of("streams.added.p50", millis(seen.added().at(50)), "ms"));
            figures.add(Figure.of("streams.added.p99", millis(seen.added().at(99)), "ms"));
            figures.add(Figure.of("streams.memory", seen.memory() / 1024.0, "KiB"));
        }
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
