package dev.baton.engine;

import dev.baton.json.Json;
import dev.baton.memory.Recollection;
import dev.baton.run.PlanVersion;
import dev.baton.run.RunEvent;
import dev.baton.run.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run in full, for people who oversee it.
 *
 * @param plans every plan that it had, the first one first
 * @param recalled what it was told of earlier requests of the same person, the latest first
 * @param models every call of a model, in order
 */
public record RunView(
        HandoffView handoff,
        String agent,
        String goal,
        List<StepView> steps,
        List<ApprovalView> approvals,
        List<PlanVersion> plans,
        List<Recollection> recalled,
        List<ModelUse> models) {

    /** Whether a model may have judged here. */
    boolean hasJudgements() {
        return !models.isEmpty() && steps.stream().anyMatch(StepView::isJudgement);
    }

    /** With what models said of their judgements, by step. */
    RunView judged(Map<String, String> said) {
        var told = steps.stream()
                .map(step -> Optional.ofNullable(said.get(step.id()))
                        .filter(words -> step.isJudgement() && step.status() == Status.DONE)
                        .map(step::withNote)
                        .orElse(step))
                .toList();
        return new RunView(handoff, agent, goal, told, approvals, plans, recalled, models);
    }

    /**
     * One call of a model.
     *
     * @param purpose the prompt that it was asked with: plan, step or judge
     * @param step what it was asked for, where that is a part of the plan
     * @param inputTokens all that were read, {@code cachedTokens} included
     * @param cost as in {@code 0.0012 USD}; empty when it has no known price
     * @param problem why there was no answer of use
     */
    public record ModelUse(
            String purpose,
            Optional<String> step,
            String model,
            String prompt,
            long inputTokens,
            long cachedTokens,
            long outputTokens,
            Optional<String> cost,
            Duration latency,
            Optional<String> problem) {

        static ModelUse of(RunEvent.ModelCalled called) {
            var call = called.call();
            return new ModelUse(
                    call.prompt().name(),
                    called.step().map(StepId::toString),
                    call.model(),
                    call.prompt().toString(),
                    call.usage().input(),
                    call.usage().cached(),
                    call.usage().output(),
                    call.cost().map(cost -> cost.amount().toPlainString() + " " + cost.currency()),
                    call.latency(),
                    call.problem());
        }
    }

    /**
     * A step of the current plan; a step with {@code each} shows one per element, named {@code step[0]}.
     *
     * @param tool the tool, or what else the step does
     * @param access read or write, or the word none for a step that calls no tool
     * @param after the steps that it waits for
     * @param effect the effect id of a write that was intended
     * @param note why it was skipped, failed or is not going on
     * @param possible what an operator can do about it now: complete, skip, retry
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
            Optional<Instant> endedAt,
            List<String> possible) {

        boolean isJudgement() {
            return tool.equals("judge");
        }

        /** Of a step about which nothing can be done. */
        public StepView(
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
                Optional<Instant> endedAt) {
            this(id, tool, access, after, status, args, result, effect, note, startedAt, endedAt, List.of());
        }

        public boolean can(String what) {
            return possible.contains(what);
        }

        StepView able(List<String> choices) {
            return new StepView(
                    id, tool, access, after, status, args, result, effect, note, startedAt, endedAt, choices);
        }

        StepView withNote(String words) {
            return new StepView(
                    id,
                    tool,
                    access,
                    after,
                    status,
                    args,
                    result,
                    effect,
                    Optional.of(words),
                    startedAt,
                    endedAt,
                    possible);
        }
    }

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
