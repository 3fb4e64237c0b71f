package dev.baton.bench.figures;

import dev.baton.bench.load.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One process: started, listened to, and ended with everything it left behind. */
final class Trial {
    private final Path folder;

    /** @param folder for its files, which are gone afterwards */
    Trial(Path folder) {
        this.folder = folder;
    }

    /** A process failed; what it said last is in the message. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }

    /** What is watched, and how long before and meanwhile. */
    record Times(Duration warmUp, Duration watched) {}

    List<Measurement> measure(Candidate candidate, Times times) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(
                List.of(times.warmUp().toString(), times.watched().toString()));
        candidate.loads().forEach(load -> arguments.add(load.toString()));
        var patience = times.warmUp()
                .plus(times.watched())
                .multipliedBy(2L * candidate.loads().size());
        return run(candidate, arguments, patience.plusMinutes(2)).stream()
                .flatMap(line -> Measurement.parse(line).stream())
                .toList();
    }

    /** The lines that it prints. */
    List<String> run(Candidate candidate, List<String> arguments, Duration patience)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (var server = candidate.companion().start(folder.resolve("server"))) {
            return run(candidate, server.options(), arguments, patience);
        }
    }

    private List<String> run(Candidate candidate, List<String> options, List<String> arguments, Duration patience)
            throws IOException, InterruptedException {
        var errors = folder.resolveSibling(folder.getFileName() + ".log");
        var process = new ProcessBuilder(command(candidate, options, arguments))
                .redirectError(errors.toFile())
                .start();
        try {
            var ended = process.onExit().orTimeout(patience.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            ended.exceptionally(late -> process.destroyForcibly());
            var lines = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (process.waitFor() != 0) {
                throw new FailedException(candidate.name() + " failed: " + lastWords(errors));
            }
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Candidate candidate, List<String> options, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        command.addAll(candidate.options());
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(System.getProperty("path.separator"), candidate.classPath())));
        command.add(candidate.main());
        command.add(folder.toString());
        command.addAll(arguments);
        return command;
    }

    private static String lastWords(Path errors) throws IOException {
        try (Stream<String> lines = Files.lines(errors)) {
            var telling = lines.filter(line -> !line.isBlank() && !line.startsWith("WARNING:"))
                    .limit(8)
                    .toList();
            return telling.isEmpty() ? "it took too long or was ended, without a word" : String.join("\n  ", telling);
        }
    }

    /** Removes what the process wrote. */
    void clear() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
