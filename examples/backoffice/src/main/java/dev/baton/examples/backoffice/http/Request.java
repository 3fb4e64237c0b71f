package dev.baton.examples.backoffice.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request with its path already matched.
 *
 * @param parameters the path's parameters, decoded
 * @param query the raw query string, empty when there is none
 * @param headers the first value of each header, by lower-case name
 * @param content the body as received, at most one byte longer than allowed
 */
@SuppressWarnings("ArrayRecordComponent") // a body is read once and never compared
public record Request(Map<String, String> parameters, String query, Map<String, String> headers, byte[] content) {
    /** The longest body that is read, in bytes. */
    public static final int BODY_LIMIT = 64 * 1024;

    private static final int KEY_LIMIT = 255;

    public Request {
        parameters = Map.copyOf(parameters);
        headers = Map.copyOf(headers);
    }

    /** The value of a path parameter; asking for one that the route lacks is a programming error. */
    public String path(String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new IllegalArgumentException("No path parameter " + name));
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The query's parameters, to be read strictly. */
    public QueryFields queryFields() {
        return QueryFields.parse(query);
    }

    /** The JSON object of the body, to be read strictly. */
    public BodyFields bodyFields() {
        if (content.length > BODY_LIMIT) {
            throw new ProblemException(Problem.of(
                    413, "body-too-large", "The body is longer than " + BODY_LIMIT + " bytes; nothing was done."));
        }
        header("Content-Type").ifPresent(Request::requireJson);
        return BodyFields.parse(content);
    }

    /** The header {@code Idempotency-Key}, if the caller sent one. */
    public Optional<String> idempotencyKey() {
        Optional<String> key = header("Idempotency-Key");
        key.ifPresent(Request::requireUsableKey);
        return key;
    }

    private static void requireJson(String contentType) {
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!mediaType.equals("application/json") && !mediaType.endsWith("+json")) {
            throw new ProblemException(Problem.of(
                    415, "not-json", "The body must be application/json, not " + mediaType + "; nothing was done."));
        }
    }

    private static void requireUsableKey(String key) {
        if (key.isBlank() || key.length() > KEY_LIMIT) {
            String message = "must have 1 to " + KEY_LIMIT + " characters";
            throw new ProblemException(Problem.badInput(
                    "The header Idempotency-Key " + message + "; nothing was done.",
                    List.of(new FieldError("Idempotency-Key", message))));
        }
    }
}
