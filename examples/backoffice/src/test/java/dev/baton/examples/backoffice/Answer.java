package dev.baton.examples.backoffice;

import dev.baton.examples.backoffice.http.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An HTTP answer as a test looks at it. */
record Answer(HttpResponse<String> response) {
    int status() {
        return response.statusCode();
    }

    String mediaType() {
        return header("Content-Type").orElse("none");
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    boolean isReplayed() {
        return header("Idempotency-Replayed").equals(Optional.of("true"));
    }

    String text() {
        return response.body();
    }

    JsonNode json() {
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a field that must be there. */
    String text(String field) {
        return json().required(field).asString();
    }

    long number(String field) {
        return json().required(field).asLong();
    }

    /** One field of every record of a list. */
    List<String> each(String field) {
        return json().valueStream().map(node -> node.required(field).asString()).toList();
    }

    /** The fields that a problem names as wrong. */
    List<String> wrongFields() {
        return json().required("errors")
                .valueStream()
                .map(node -> node.required("field").asString())
                .toList();
    }
}
