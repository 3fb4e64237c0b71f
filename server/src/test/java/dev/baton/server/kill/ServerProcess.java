package dev.baton.server.kill;

import dev.baton.json.Json;
import dev.baton.server.story.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Baton server in a process of its own, as `baton start` runs it, that can be killed and started again. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Path workspace;
    private final List<String> store;
    private final String backoffice;
    private final Path log;
    private final int port = freePort();
    private Optional<Process> process = Optional.empty();

    /** @param store the options that say where its store is */
    ServerProcess(Path workspace, List<String> store, String backoffice, Path log) {
        this.workspace = workspace;
        this.store = store;
        this.backoffice = backoffice;
        this.log = log;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it is ready. */
    void start() throws Exception {
        launch();
        awaitReady();
    }

    /** Starts it without waiting. */
    void launch() throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.baton.cli.Baton",
                "start",
                "--workspace",
                workspace.toString(),
                "--port",
                Integer.toString(port),
                "--config",
                "BACKOFFICE_URL=" + backoffice));
        command.addAll(store);
        var builder = new ProcessBuilder(command);
        builder.environment().put("BACKOFFICE_TOKEN", "backoffice-demo");
        builder.environment().put("CARRIER_SECRET", Shop.CARRIER_SECRET);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = Optional.of(builder.start());
    }

    void awaitReady() throws Exception {
        var deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            var running = process.orElseThrow();
            // the process's end is the signal that waiting is in vain
            if (running.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        "the server ended with " + running.exitValue() + "; its log:\n" + Files.readString(log));
            }
            if (isUp()) {
                return;
            }
        }
        throw new AssertionError("the server was not ready within " + START);
    }

    boolean isUp() throws InterruptedException {
        try {
            return get("/actuator/health").textAt("status").equals(Optional.of("UP"));
        } catch (IOException | dev.baton.json.JsonException e) {
            return false;
        }
    }

    /** SIGKILL: nothing gets to finish. */
    void kill() throws InterruptedException {
        process.orElseThrow().destroyForcibly().waitFor();
    }

    /** SIGSTOP: it stands still, and its connections stay open. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** SIGTERM: it ends in order. Returns when it has. */
    void terminate() throws InterruptedException {
        process.orElseThrow().destroy();
        process.orElseThrow().waitFor();
    }

    private void signal(String name) throws IOException, InterruptedException {
        var pid = Long.toString(process.orElseThrow().pid());
        if (new ProcessBuilder("kill", "-" + name, pid).start().waitFor() != 0) {
            throw new AssertionError("process " + pid + " took no " + name);
        }
    }

    Json get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    Json post(String path, Json body, String key) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body.write())));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private URI uri(String path) {
        return URI.create(url() + path);
    }

    private Json send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(
                request.timeout(Duration.ofSeconds(70))
                        .header("Accept", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return Json.parse(answer.body());
    }

    @Override
    public void close() {
        process.ifPresent(running -> running.destroyForcibly().onExit().join());
    }
}
