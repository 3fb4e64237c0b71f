package dev.baton.run;

import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run, folded from its events by {@link RunFold}. */
public sealed interface RunState {

    record NotStarted() implements RunState {}

    /** Over. What it did is still there to be looked at. */
    record Ended(Active last, Receipt receipt) implements RunState {}

    /** Why the run cannot go on, and by which step. */
    record Failure(RunEvent.Cause cause, Optional<StepId> step, String reason, Optional<String> rule) {}

    /**
     * Going on.
     *
     * @param planVersion 0 while there is no plan
     * @param expansions the elements of steps with {@code each} that have started
     * @param edited arguments that an approver changed
     * @param waited how long it has waited for people so far, before {@code waitingSince}
     */
    record Active(
            RunEvent.Submitted submitted,
            Instant startedAt,
            int planVersion,
            Json.Obj plan,
            Map<String, List<Json>> expansions,
            Map<StepId, StepState> steps,
            Map<StepId, Json.Obj> edited,
            Map<String, EffectState> effects,
            Map<String, ApprovalState> approvals,
            Optional<RunEvent.CancelRequested> cancel,
            Optional<Failure> failure,
            Duration waited,
            Optional<Instant> waitingSince)
            implements RunState {

        static Active started(RunEvent.Submitted submitted, Instant at) {
            return new Active(
                    submitted,
                    at,
                    0,
                    Json.object(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ZERO,
                    Optional.empty());
        }

        /** Whether nothing new may start: what is in flight settles, then the run ends. */
        public boolean isEnding() {
            return cancel.isPresent() || failure.isPresent();
        }

        public Collection<EffectState> unsettled() {
            return effects.values().stream()
                    .filter(effect -> !effect.isSettled())
                    .toList();
        }

        public Optional<ApprovalState> openApproval() {
            return approvals.values().stream().filter(ApprovalState::isOpen).findFirst();
        }

        public HandoffState outside() {
            if (planVersion == 0) {
                return HandoffState.SUBMITTED;
            }
            return openApproval().isPresent() ? HandoffState.APPROVAL_REQUIRED : HandoffState.WORKING;
        }

        Active planned(int version, Json.Obj newPlan) {
            return new Active(
                    submitted,
                    startedAt,
                    version,
                    newPlan,
                    expansions,
                    steps,
                    edited,
                    effects,
                    approvals,
                    cancel,
                    failure,
                    waited,
                    waitingSince);
        }

        Active expanded(String step, List<Json> elements) {
            return new Active(
                    submitted,
                    startedAt,
                    planVersion,
                    plan,
                    put(expansions, step, elements),
                    steps,
                    edited,
                    effects,
                    approvals,
                    cancel,
                    failure,
                    waited,
                    waitingSince);
        }

        Active with(StepId step, StepState state) {
            return new Active(
                    submitted,
                    startedAt,
                    planVersion,
                    plan,
                    expansions,
                    put(steps, step, state),
                    edited,
                    effects,
                    approvals,
                    cancel,
                    failure,
                    waited,
                    waitingSince);
        }

        /** Forgets how far steps have come, their edits and their elements. */
        Active without(Collection<StepId> stale) {
            var keptSteps = new LinkedHashMap<>(steps);
            stale.forEach(keptSteps::remove);
            var keptEdits = new LinkedHashMap<>(edited);
            stale.forEach(keptEdits::remove);
            var keptExpansions = new LinkedHashMap<>(expansions);
            Set.copyOf(stale).forEach(step -> keptExpansions.remove(step.step()));
            return new Active(
                    submitted,
                    startedAt,
                    planVersion,
                    plan,
                    keptExpansions,
                    keptSteps,
                    keptEdits,
                    effects,
                    approvals,
                    cancel,
                    failure,
                    waited,
                    waitingSince);
        }

        Active edited(StepId step, Json.Obj args) {
            return new Active(
                    submitted,
                    startedAt,
                    planVersion,
                    plan,
                    expansions,
                    steps,
                    put(edited, step, args),
                    effects,
                    approvals,
                    cancel,
                    failure,
                    waited,
                    waitingSince);
        }

        Active with(EffectState effect) {
            return new Active(
                    submitted,
                    startedAt,
                    planVersion,
                    plan,
                    expansions,
                    steps,
                    edited,
                    put(effects, effect.id(), effect),
                    approvals,
                    cancel,
                    failure,
                    waited,
                    waitingSince);
        }

        /** With an approval changed at a time; while any is open the run waits for people. */
        Active with(ApprovalState approval, Instant at) {
            var changed = put(approvals, approval.asked().approval(), approval);
            var waits = changed.values().stream().anyMatch(ApprovalState::isOpen);
            var total =
                    waits || waitingSince.isEmpty() ? waited : waited.plus(Duration.between(waitingSince.get(), at));
            var since = waits ? waitingSince.or(() -> Optional.of(at)) : Optional.<Instant>empty();
            return new Active(
                    submitted,
                    startedAt,
                    planVersion,
                    plan,
                    expansions,
                    steps,
                    edited,
                    effects,
                    changed,
                    cancel,
                    failure,
                    total,
                    since);
        }

        Active canceling(RunEvent.CancelRequested request) {
            return new Active(
                    submitted,
                    startedAt,
                    planVersion,
                    plan,
                    expansions,
                    steps,
                    edited,
                    effects,
                    approvals,
                    cancel.or(() -> Optional.of(request)),
                    failure,
                    waited,
                    waitingSince);
        }

        /** The first failure counts. */
        Active failing(Failure reason) {
            return new Active(
                    submitted,
                    startedAt,
                    planVersion,
                    plan,
                    expansions,
                    steps,
                    edited,
                    effects,
                    approvals,
                    cancel,
                    failure.or(() -> Optional.of(reason)),
                    waited,
                    waitingSince);
        }

        private static <K, V> Map<K, V> put(Map<K, V> map, K key, V value) {
            var copy = new LinkedHashMap<>(map);
            copy.put(key, value);
            return copy;
        }
    }
}
