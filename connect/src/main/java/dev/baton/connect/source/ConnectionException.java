package dev.baton.connect.source;

/** A connection cannot be used at present; the message says why, without secrets, and what would help. */
public final class ConnectionException extends Exception {
    public ConnectionException(String message) {
        super(message);
    }
}
