package dev.baton.server.console;

import dev.baton.engine.ApprovalView;
import dev.baton.engine.RunView;
import dev.baton.handoff.HandoffState;
import dev.baton.model.ModelStatus;
import java.util.Arrays;

/**
 * How a state is shown, everywhere alike: a word, an icon and a tone, so that colour is never the only sign.
 *
 * @param tone a class of the style sheet
 * @param icon a symbol of {@code icons.svg}
 */
public record Look(String word, String tone, String icon) {

    /** By a word of {@link HandoffState}. */
    public static Look of(String state) {
        return Arrays.stream(HandoffState.values())
                .filter(known -> known.word().equals(state))
                .findFirst()
                .map(Look::of)
                .orElseGet(() -> new Look(state, "quiet", "dot"));
    }

    public static Look of(HandoffState state) {
        return switch (state) {
            case SUBMITTED -> new Look("submitted", "quiet", "dot");
            case WORKING -> new Look("working", "active", "arrow");
            case INPUT_REQUIRED -> new Look("input required", "attention", "question");
            case APPROVAL_REQUIRED -> new Look("approval required", "attention", "person");
            case COMPLETED -> new Look("completed", "good", "check");
            case FAILED -> new Look("failed", "bad", "cross");
            case CANCELED -> new Look("canceled", "quiet", "stop");
            case REJECTED -> new Look("rejected", "bad", "minus");
        };
    }

    public static Look of(RunView.Status status) {
        return switch (status) {
            case WAITING -> new Look("waiting", "quiet", "dot");
            case RUNNING -> new Look("running", "active", "arrow");
            case APPROVAL_REQUIRED -> new Look("needs approval", "attention", "person");
            case INPUT_REQUIRED -> new Look("needs an answer", "attention", "question");
            case UNKNOWN -> new Look("unknown", "attention", "question");
            case DONE -> new Look("done", "good", "check");
            case SKIPPED -> new Look("skipped", "quiet", "skip");
            case FAILED -> new Look("failed", "bad", "cross");
        };
    }

    public static Look of(ApprovalView.State state) {
        return switch (state) {
            case OPEN -> new Look("open", "attention", "person");
            case APPROVED -> new Look("approved", "good", "check");
            case DENIED -> new Look("denied", "bad", "minus");
            case EXPIRED -> new Look("expired", "quiet", "stop");
            case VOIDED -> new Look("no longer needed", "quiet", "skip");
        };
    }

    public static Look of(ModelStatus.State state) {
        return switch (state) {
            case READY -> new Look("ready", "good", "check");
            case UNAVAILABLE -> new Look("not set up", "bad", "cross");
            case PAUSED -> new Look("left alone", "attention", "stop");
            case OVER_CAP -> new Look("over its cap", "attention", "minus");
        };
    }
}
