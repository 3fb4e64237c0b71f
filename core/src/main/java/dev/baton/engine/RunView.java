package dev.baton.engine;

import dev.baton.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run in full, for people who oversee it. */
public record RunView(
        HandoffView handoff, String agent, String goal, List<StepView> steps, List<ApprovalView> approvals) {

    /**
     * A step of the current plan; a step with {@code each} shows one per element, named {@code step[0]}.
     *
     * @param tool the tool, or what else the step does
     * @param access read or write, or the word none for a step that calls no tool
     * @param after the steps that it waits for
     * @param effect the effect id of a write that was intended
     * @param note why it was skipped, failed or is not going on
     */
    public record StepView(
            String id,
            String tool,
            String access,
            List<String> after,
            Status status,
            Optional<Json> args,
            Optional<Json> result,
            Optional<String> effect,
            Optional<String> note,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt) {}

    public enum Status {
        WAITING,
        RUNNING,
        APPROVAL_REQUIRED,
        INPUT_REQUIRED,
        UNKNOWN,
        DONE,
        SKIPPED,
        FAILED
    }
}
