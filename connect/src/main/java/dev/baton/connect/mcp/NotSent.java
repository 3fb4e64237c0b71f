package dev.baton.connect.mcp;

/** Certainly nothing reached the server; the message says why. */
final class NotSent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSent(String reason) {
        super(reason);
    }
}
