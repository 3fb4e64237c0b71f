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
            var copy = new Copy(this);
            copy.planVersion = version;
            copy.plan = newPlan;
            return copy.done();
        }

        Active expanded(String step, List<Json> elements) {
            var copy = new Copy(this);
            copy.expansions = put(expansions, step, elements);
            return copy.done();
        }

        Active with(StepId step, StepState state) {
            var copy = new Copy(this);
            copy.steps = put(steps, step, state);
            return copy.done();
        }

        /** Forgets how far steps have come, their edits and their elements. */
        Active without(Collection<StepId> stale) {
            var copy = new Copy(this);
            copy.steps = dropping(steps, stale);
            copy.edited = dropping(edited, stale);
            copy.expansions =
                    dropping(expansions, stale.stream().map(StepId::step).toList());
            return copy.done();
        }

        Active edited(StepId step, Json.Obj args) {
            var copy = new Copy(this);
            copy.edited = put(edited, step, args);
            return copy.done();
        }

        Active with(EffectState effect) {
            var copy = new Copy(this);
            copy.effects = put(effects, effect.id(), effect);
            return copy.done();
        }

        /** With an approval changed at a time; while any is open the run waits for people. */
        Active with(ApprovalState approval, Instant at) {
            var copy = new Copy(this);
            copy.approvals = put(approvals, approval.asked().approval(), approval);
            if (copy.approvals.values().stream().anyMatch(ApprovalState::isOpen)) {
                copy.waitingSince = waitingSince.or(() -> Optional.of(at));
            } else if (waitingSince.isPresent()) {
                copy.waited = waited.plus(Duration.between(waitingSince.get(), at));
                copy.waitingSince = Optional.empty();
            }
            return copy.done();
        }

        Active canceling(RunEvent.CancelRequested request) {
            var copy = new Copy(this);
            copy.cancel = cancel.or(() -> Optional.of(request));
            return copy.done();
        }

        /** The first failure counts. */
        Active failing(Failure reason) {
            var copy = new Copy(this);
            copy.failure = failure.or(() -> Optional.of(reason));
            return copy.done();
        }

        private static <K, V> Map<K, V> put(Map<K, V> map, K key, V value) {
            var copy = new LinkedHashMap<>(map);
            copy.put(key, value);
            return copy;
        }

        private static <K, V> Map<K, V> dropping(Map<K, V> map, Collection<K> keys) {
            var copy = new LinkedHashMap<>(map);
            keys.forEach(copy::remove);
            return copy;
        }

        /** A run about to differ from another in a few parts. */
        private static final class Copy {
            private final RunEvent.Submitted submitted;
            private final Instant startedAt;
            private int planVersion;
            private Json.Obj plan;
            private Map<String, List<Json>> expansions;
            private Map<StepId, StepState> steps;
            private Map<StepId, Json.Obj> edited;
            private Map<String, EffectState> effects;
            private Map<String, ApprovalState> approvals;
            private Optional<RunEvent.CancelRequested> cancel;
            private Optional<Failure> failure;
            private Duration waited;
            private Optional<Instant> waitingSince;

            private Copy(Active run) {
                submitted = run.submitted();
                startedAt = run.startedAt();
                planVersion = run.planVersion();
                plan = run.plan();
                expansions = run.expansions();
                steps = run.steps();
                edited = run.edited();
                effects = run.effects();
                approvals = run.approvals();
                cancel = run.cancel();
                failure = run.failure();
                waited = run.waited();
                waitingSince = run.waitingSince();
            }

            private Active done() {
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
                        failure,
                        waited,
                        waitingSince);
            }
        }
    }
}
