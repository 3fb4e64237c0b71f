package dev.baton.cli;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo's business systems, as a process of their own: killing either side shows what the other one makes of it. */
final class BackOffice implements AutoCloseable {
    private static final String MAIN = "dev.baton.examples.backoffice.BackofficeMain";
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final long SECONDS_TO_END = 5;
    private static final int OK = 200;

    private final Process process;
    private final int port;

    private BackOffice(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it without waiting for it. */
    static BackOffice start(int port, Path data, String token, boolean fresh) {
        var target = Home.folder().resolve("examples/backoffice/target");
        if (!Files.isDirectory(target.resolve("classes"))) {
            throw CommandException.unusable("The back office is not built: there is no " + target.resolve("classes")
                    + ". Run Baton by its launcher, which builds it, or build with Maven.");
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*",
                MAIN,
                "--port",
                Integer.toString(port),
                "--data",
                data.toString(),
                "--exit-with-parent"));
        if (fresh) {
            command.add("--fresh");
        }
        // its standard input is a pipe from here, whose end tells it when this process is gone, however that came
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("BACKOFFICE_TOKEN", token);
        try {
            return new BackOffice(builder.start(), port);
        } catch (IOException e) {
            throw CommandException.failed("The back office cannot be started: " + e.getMessage());
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void awaitHealthy() throws InterruptedException {
        var until = System.nanoTime() + TO_START.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (!healthy(http)) {
                if (process.waitFor(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw CommandException.failed("The back office ended with exit code " + process.exitValue()
                            + " while it started; its reason is above.");
                }
                if (System.nanoTime() > until) {
                    throw CommandException.failed(
                            "The back office did not answer at " + url() + " within " + TO_START.toSeconds() + " s.");
                }
            }
        }
    }

    private boolean healthy(HttpClient http) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + "/health"))
                    .timeout(TO_START)
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
