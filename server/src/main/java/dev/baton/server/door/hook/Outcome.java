package dev.baton.server.door.hook;

import java.util.Locale;

/** What became of a delivery, as the metric and the answer name it. */
enum Outcome {
    STARTED,
    REPEATED,
    ALREADY_RUNNING,
    IGNORED,
    UNKNOWN_TRIGGER,
    CLOSED,
    NOT_LOCAL,
    UNSIGNED,
    FORGED,
    STALE,
    TOO_LARGE,
    MALFORMED,
    UNFIT,
    NOT_ALLOWED,
    OVERLOADED,
    NOT_READY,
    BROKEN;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What an operator should look at. */
    boolean isRefusal() {
        return switch (this) {
            case STARTED, REPEATED, ALREADY_RUNNING, IGNORED -> false;
            case UNKNOWN_TRIGGER,
                    CLOSED,
                    NOT_LOCAL,
                    UNSIGNED,
                    FORGED,
                    STALE,
                    TOO_LARGE,
                    MALFORMED,
                    UNFIT,
                    NOT_ALLOWED,
                    OVERLOADED,
                    NOT_READY,
                    BROKEN -> true;
        };
    }
}
