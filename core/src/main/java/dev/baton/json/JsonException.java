package dev.baton.json;

/** A text that is not JSON, or a JSON value that is not of the expected form; the message says where and what. */
public final class JsonException extends RuntimeException {
    public JsonException(String message) {
        super(message);
    }

    public JsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
