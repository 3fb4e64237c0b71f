package dev.baton.examples.backoffice.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer, complete before its first byte is sent. */
@SuppressWarnings("ArrayRecordComponent") // a body is written once and never compared
public record Response(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    public Response {
        headers = Map.copyOf(headers);
    }

    /** An answer with a body of the given media type. */
    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body);
    }

    /** An answer whose body is the JSON of a value. */
    public static Response json(int status, Object value) {
        return of(status, "application/json", Json.bytes(value));
    }

    /** 204: done, and there is nothing to show. */
    public static Response empty() {
        return new Response(204, Map.of(), NOTHING);
    }

    /** The same answer with one more header. */
    public Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }
}
