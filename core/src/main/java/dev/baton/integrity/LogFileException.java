package dev.baton.integrity;

/** A file is not a whole log in the format of {@link LogFileWriter}. */
public final class LogFileException extends RuntimeException {
    LogFileException(String message) {
        super(message);
    }

    LogFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
