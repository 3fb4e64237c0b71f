package dev.baton.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Restate's server, one node, as its package for npm brings it. */
public final class RestateCompanion implements Companion {
    private static final String PACKAGE = "@restatedev/restate-server";
    private static final String VERSION = "1.7.12";
    private static final int PATIENCE_SECONDS = 60;

    private final Path program;

    private RestateCompanion(Path program) {
        this.program = program;
    }

    /**
     * Downloads the server unless that was done before.
     *
     * @param folder where it is kept
     * @throws MissingException when there is no npm, or nothing for this machine
     */
    public static RestateCompanion fetch(Path folder) throws IOException, InterruptedException {
        if (programIn(folder).isEmpty()) {
            var npm = Shell.find("npm")
                    .orElseThrow(() -> new MissingException("npm, which brings Restate's server, is not installed"));
            Files.createDirectories(folder);
            try {
                Shell.run(
                        folder.resolve("npm.log"),
                        List.of(
                                npm.toString(),
                                "install",
                                "--prefix",
                                folder.toString(),
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund",
                                PACKAGE + "@" + VERSION));
            } catch (IOException e) {
                throw new MissingException("Restate's server could not be downloaded: " + e.getMessage());
            }
        }
        return new RestateCompanion(programIn(folder)
                .orElseThrow(() -> new MissingException("there is no server of Restate for this machine")));
    }

    private static java.util.Optional<Path> programIn(Path folder) throws IOException {
        var packages = folder.resolve("node_modules/@restatedev");
        if (!Files.isDirectory(packages)) {
            return java.util.Optional.empty();
        }
        try (Stream<Path> found = Files.list(packages)) {
            return found.map(one -> one.resolve("bin/restate-server"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    @Override
    public Running start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var ingress = "127.0.0.1:" + Shell.freePort();
        var admin = "127.0.0.1:" + Shell.freePort();
        var log = folder.resolveSibling(folder.getFileName() + ".log");
        var builder = new ProcessBuilder(program.toString(), "--node-name", "bench", "--base-dir", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("RESTATE_INGRESS__BIND_ADDRESS", ingress);
        builder.environment().put("RESTATE_ADMIN__BIND_ADDRESS", admin);
        builder.environment().put("RESTATE_BIND_ADDRESS", "127.0.0.1:" + Shell.freePort());
        builder.environment().put("RESTATE_DISABLE_TELEMETRY", "true");
        builder.environment().put("RUST_LOG", "warn");
        var process = builder.start();
        try {
            awaitReady(process, "http://" + admin + "/health", log);
            awaitReady(process, "http://" + ingress + "/restate/health", log);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
        return new Server(process, "http://" + ingress, "http://" + admin);
    }

    private static void awaitReady(Process process, String health, Path log) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(health)).build();
            for (var i = 0; i < PATIENCE_SECONDS * 5; i++) {
                if (!process.isAlive()) {
                    break;
                }
                if (answers(http, request)) {
                    return;
                }
                Thread.sleep(200);
            }
            throw new IOException("Restate's server did not get ready: " + Shell.lastLines(log));
        }
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private record Server(Process process, String ingress, String admin) implements Running {
        @Override
        public List<String> options() {
            return List.of("-Dbench.restate.ingress=" + ingress, "-Dbench.restate.admin=" + admin);
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit()
                    .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                    .exceptionally(late -> process.destroyForcibly())
                    .join();
        }
    }
}
