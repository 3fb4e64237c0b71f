package dev.baton.handoff;

import java.util.Locale;

/** What the outside sees of a handoff. */
public enum HandoffState {
    SUBMITTED,
    WORKING,
    INPUT_REQUIRED,
    APPROVAL_REQUIRED,
    COMPLETED,
    FAILED,
    CANCELED,
    REJECTED;

    /** The state in the API and in files, as in {@code approval-required}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isTerminal() {
        return switch (this) {
            case COMPLETED, FAILED, CANCELED, REJECTED -> true;
            case SUBMITTED, WORKING, INPUT_REQUIRED, APPROVAL_REQUIRED -> false;
        };
    }
}
