package dev.baton.cli;

import dev.baton.json.Json;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** The demo's business systems, as a process of their own: killing either side shows what the other one makes of it. */
final class BackOffice implements AutoCloseable {
    private static final String MAIN = "dev.baton.examples.backoffice.BackofficeMain";
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    // short: what holds the port may be somebody who never answers, while the back office has ended long ago
    private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(2);
    private static final long SECONDS_TO_END = 5;
    private static final int OK = 200;

    private final Process process;
    private final int port;

    private BackOffice(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts what the build left in its folder, without waiting for it. */
    static BackOffice start(int port, OptionalInt mailPort, Path data, String token, boolean fresh) {
        var target = Home.folder().resolve("examples/backoffice/target");
        if (!Files.isDirectory(target.resolve("classes"))) {
            throw CommandException.unusable("The back office is not built: there is no " + target.resolve("classes")
                    + ". Run Baton by its launcher, which builds it, or build with Maven.");
        }
        var classPath = target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
        return start(classPath, port, mailPort, data, token, fresh);
    }

    static BackOffice start(String classPath, int port, OptionalInt mailPort, Path data, String token, boolean fresh) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                classPath,
                MAIN,
                "--port",
                Integer.toString(port),
                "--data",
                data.toString(),
                "--exit-with-parent"));
        mailPort.ifPresent(mail -> command.addAll(List.of("--mail-port", Integer.toString(mail))));
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

    /** Waits until it answers, and returns when its made-up data begins. */
    Instant awaitHealthy() throws InterruptedException {
        var until = System.nanoTime() + TO_START.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            for (var health = health(http); ; health = health(http)) {
                if (health.isPresent()) {
                    return Instant.parse(health.get().textAt("start").orElseThrow());
                }
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

    private Optional<Json> health(HttpClient http) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + "/health"))
                    .timeout(FOR_AN_ANSWER)
                    .build();
            var response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == OK ? Optional.of(Json.parse(response.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Lets it believe that this process is gone, and returns its exit code. */
    int abandon() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor();
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
