package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.server.http.JsonMessages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads bodies of requests and writes bodies of answers, as both bindings do. */
final class Exchange {
    static final String A2A_JSON = "application/a2a+json";

    private Exchange() {}

    /** The address that the caller knows this server by. */
    static String origin(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
    }

    /**
     * The body; empty when there is none.
     *
     * @throws A2aException when it is not JSON, or too large
     */
    static Optional<Json> body(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(JsonMessages.LIMIT + 1);
        if (bytes.length > JsonMessages.LIMIT) {
            throw A2aException.of(A2aError.REQUEST_TOO_LARGE, "A request body is at most 1 MiB.");
        }
        if (bytes.length == 0) {
            return Optional.empty();
        }
        requireJson(request);
        try {
            return Optional.of(Json.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()));
        } catch (CharacterCodingException e) {
            throw A2aException.of(A2aError.PARSE_ERROR, "The request body is not UTF-8.");
        } catch (JsonException e) {
            throw A2aException.of(A2aError.PARSE_ERROR, "The request body is " + e.getMessage() + ".");
        }
    }

    private static void requireJson(HttpServletRequest request) {
        var type = Optional.ofNullable(request.getContentType()).flatMap(Exchange::mediaType);
        var fits = type.filter(
                it -> it.getSubtype().equals("json") || it.getSubtype().endsWith("+json"));
        if (fits.isEmpty()) {
            throw A2aException.of(
                    A2aError.CONTENT_TYPE_NOT_SUPPORTED,
                    "Requests are JSON; send Content-Type: application/json or " + A2A_JSON + ".");
        }
    }

    private static Optional<MediaType> mediaType(String text) {
        try {
            return Optional.of(MediaType.parseMediaType(text));
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
    }

    /** The type of an answer: the protocol's own for those who ask for it or use it, else plain JSON. */
    static String answerType(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        var used = request.getContentType();
        return (accepted != null && accepted.contains(A2A_JSON)) || (used != null && used.startsWith(A2A_JSON))
                ? A2A_JSON
                : MediaType.APPLICATION_JSON_VALUE;
    }

    static void write(HttpServletResponse response, int status, String type, Json body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.getOutputStream().write(body.write().getBytes(StandardCharsets.UTF_8));
    }

    static void writeHeaders(HttpServletResponse response, Faults fault) {
        fault.headers().forEach(response::setHeader);
        fault.error()
                .retryAfter()
                .ifPresent(pause -> response.setHeader(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, pause.plusMillis(999).toSeconds()))));
    }
}
