package dev.baton.event;

/** The store accepts nothing any more: it was closed, or a disk error made it unsafe to go on. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
