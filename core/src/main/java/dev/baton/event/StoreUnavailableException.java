package dev.baton.event;

/**
 * The store did not accept: it was closed, a disk error made it unsafe to go on ({@link EventStore#refusal} then tells
 * why), or more commits wait than it can take.
 */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
