package dev.baton.server.door.hook;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.server.http.ProblemException;
import dev.baton.trigger.Webhook.Form;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Reads the event of a verified delivery. */
final class EventReader {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String FAMILY = "application/cloudevents";

    private EventReader() {}

    /** @throws ProblemException when it holds none of that form */
    static Json read(Delivery delivery, Form form) {
        return switch (form) {
            case JSON -> json(delivery.body());
            case CLOUDEVENTS -> structured(delivery);
            case CLOUDEVENTS_BINARY ->
                type(delivery).startsWith(FAMILY) ? structured(delivery) : CloudEvents.binary(delivery);
        };
    }

    private static Json structured(Delivery delivery) {
        if (!type(delivery).equals(STRUCTURED)) {
            throw ProblemException.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "This trigger takes single CloudEvents in structured mode (" + STRUCTURED + "). In binary mode the"
                            + " attributes stand in headers, which the signature does not cover; a trigger takes them"
                            + " with 'form: cloudevents-binary' only.");
        }
        return CloudEvents.structured(json(delivery.body()));
    }

    private static String type(Delivery delivery) {
        return mediaType(delivery.header("Content-Type").orElse(""));
    }

    static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    static Json json(byte[] body) {
        try {
            return Json.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            throw ProblemException.badRequest("The body is not UTF-8.");
        } catch (JsonException e) {
            throw ProblemException.badRequest("The body is " + e.getMessage() + "; let the sender post JSON.");
        }
    }
}
