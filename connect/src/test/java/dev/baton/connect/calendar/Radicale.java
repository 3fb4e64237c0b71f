package dev.baton.connect.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.connect.calendar.CalendarServer.Answer;
import dev.baton.connect.calendar.CalendarServer.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Debian's radicale in a process of its own, with one calendar. */
final class Radicale implements CalendarServer.Backend {
    private static final Pattern LISTENING = Pattern.compile("Listening on '.*:([0-9]+)'");
    private static final String PATH = "/" + CalendarServer.USER + "/team/";
    /** Headers of the client beyond those that the JDK's client sets itself. */
    private static final Set<String> HANDED_ON =
            Set.of("authorization", "content-type", "depth", "if-match", "if-none-match");

    private final Process process;
    private final Path store;
    private final String url;

    private Radicale(Process process, Path store, String port) {
        this.process = process;
        this.store = store;
        this.url = "http://127.0.0.1:" + port;
    }

    /** Starts it, or skips the test where it is not installed. */
    static Radicale started(Path folder) throws Exception {
        var program = List.of(Path.of("/usr/bin/radicale"), Path.of("/usr/local/bin/radicale")).stream()
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "skipped: radicale is not installed (apt-get install radicale)");
        var users =
                Files.writeString(folder.resolve("users"), CalendarServer.USER + ":" + CalendarServer.PASSWORD + "\n");
        var store = folder.resolve("store");
        var settings = Files.writeString(folder.resolve("config"), """
                [server]
                hosts = 127.0.0.1:0
                [auth]
                type = htpasswd
                htpasswd_filename = %s
                htpasswd_encryption = plain
                [storage]
                filesystem_folder = %s
                [logging]
                level = info
                """.formatted(users, store));
        var process = new ProcessBuilder(program.get().toString(), "--config", settings.toString())
                .redirectErrorStream(true)
                .start();
        var said = process.inputReader(StandardCharsets.UTF_8);
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            var listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread.ofVirtual().start(() -> drain(said));
                var radicale = new Radicale(process, store, listening.group(1));
                radicale.makeCalendar();
                return radicale;
            }
        }
        throw new AssertionError("radicale ended before it listened");
    }

    private static void drain(BufferedReader said) {
        try {
            said.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // it has ended
        }
    }

    private void makeCalendar() throws Exception {
        var login = Base64.getEncoder()
                .encodeToString((CalendarServer.USER + ":" + CalendarServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
        var made = answer(new Request("MKCALENDAR", PATH, Map.of("Authorization", List.of("Basic " + login)), ""));
        assertThat(made.status()).isEqualTo(201);
    }

    @Override
    public Answer answer(Request request) throws IOException, InterruptedException {
        var sent = HttpRequest.newBuilder(URI.create(url + request.path()));
        request.headers().forEach((name, values) -> {
            if (HANDED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                sent.header(name, values.getFirst());
            }
        });
        sent.method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
        // radicale closes each connection, so none is kept for the next request
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(sent.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(), answer.body(), answer.headers().firstValue("ETag"));
        }
    }

    @Override
    public List<String> events() {
        try (var files = Files.walk(store)) {
            return files.filter(file ->
                            file.toString().endsWith(".ics") && !file.toString().contains(".Radicale.cache"))
                    .map(Radicale::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public void close() {
        process.destroy();
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(60));
    }
}
