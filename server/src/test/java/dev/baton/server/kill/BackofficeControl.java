package dev.baton.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The back office as its operators see it: its records, its faults, and what it really did. */
record BackofficeControl(String url, HttpClient http) implements AutoCloseable {
    private static final String TOKEN = "Bearer backoffice-demo";

    BackofficeControl(String url) {
        this(url, HttpClient.newHttpClient());
    }

    /** By operation how often it was done. */
    Json effects() throws Exception {
        return get("/effects").get("counts").orElseThrow();
    }

    void fault(String operation, String mode, int times) throws Exception {
        fault(operation, mode, times, mode.equals("delay") ? Duration.ofMillis(200) : Duration.ZERO);
    }

    void fault(String operation, String mode, int times, Duration delay) throws Exception {
        var fault = Json.object("mode", Json.text(mode)).with("times", Json.number(times));
        var body = delay.isZero() ? fault : fault.with("delayMillis", Json.number(delay.toMillis()));
        send(HttpRequest.newBuilder(URI.create(url + "/faults/" + operation))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body.write())));
    }

    /** Ends all faults. */
    void healthy() throws Exception {
        send(HttpRequest.newBuilder(URI.create(url + "/faults")).DELETE());
    }

    Json get(String path) throws Exception {
        return Json.parse(send(HttpRequest.newBuilder(URI.create(url + path)).GET()));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.header("Authorization", TOKEN).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
