package dev.baton.examples.backoffice;

/** The back office could not start; the message says why and what to do. */
public final class BackofficeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BackofficeException(String message) {
        super(message);
    }

    public BackofficeException(String message, Throwable cause) {
        super(message, cause);
    }
}
