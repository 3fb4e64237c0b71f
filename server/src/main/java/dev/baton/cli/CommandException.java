package dev.baton.cli;

import dev.baton.json.Json;
import java.util.Optional;

/** A command that cannot go on. The message is what the person reads; there is never a stack trace. */
final class CommandException extends RuntimeException {
    /** The thing that was asked for failed. */
    static final int FAILED = 1;

    /** The command was used wrongly, or there is no server to ask. */
    static final int UNUSABLE = 2;

    private final int exitCode;
    private final transient Optional<Json> json;

    private CommandException(int exitCode, String message, Optional<Json> json) {
        super(message);
        this.exitCode = exitCode;
        this.json = json;
    }

    static CommandException failed(String message) {
        return new CommandException(FAILED, message, Optional.empty());
    }

    static CommandException unusable(String message) {
        return new CommandException(UNUSABLE, message, Optional.empty());
    }

    /** A failure that is also told as JSON on standard output. */
    CommandException withJson(Json document) {
        return new CommandException(exitCode, text(), Optional.of(document));
    }

    int exitCode() {
        return exitCode;
    }

    Optional<Json> json() {
        return json;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
