package dev.baton.server.door.a2a;

import java.util.Arrays;
import java.util.Optional;

/** The states of a task. */
enum TaskState {
    SUBMITTED,
    WORKING,
    INPUT_REQUIRED,
    /** Never of a task here, but may be asked for. */
    AUTH_REQUIRED,
    COMPLETED,
    FAILED,
    CANCELED,
    REJECTED;

    private static final String PREFIX = "TASK_STATE_";

    /** As it is written. */
    String word() {
        return PREFIX + name();
    }

    static Optional<TaskState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }

    boolean isTerminal() {
        return switch (this) {
            case COMPLETED, FAILED, CANCELED, REJECTED -> true;
            case SUBMITTED, WORKING, INPUT_REQUIRED, AUTH_REQUIRED -> false;
        };
    }

    /** Whether the one who asked has to do something, or has nothing to wait for. */
    boolean isInterruptedOrTerminal() {
        return this == INPUT_REQUIRED || this == AUTH_REQUIRED || isTerminal();
    }
}
