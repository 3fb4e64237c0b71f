package dev.baton.run;

import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.policy.Origins;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
     * @param origins where the arguments of steps that were ruled come from, by the latest ruling
     * @param planner who made the plan
     * @param planning the plan that is being made, as far as something is to be known of that
     * @param versions every plan so far
     * @param replans how often it was planned anew
     * @param forgotten how many steps had begun that are in no plan any more
     * @param recalled what the run was told of earlier ones, once it was
     * @param calls of models, without what was said
     * @param retries how often something was tried again
     * @param shadowed what it would have done
     * @param halted what it needs and a person switched off
     * @param waited how long it has waited so far for people, other agents or on purpose, before {@code waitingSince}
     * @param followed whether somebody outside is told of its states
     */
    record Active(
            RunEvent.Submitted submitted,
            Instant startedAt,
            int planVersion,
            Json.Obj plan,
            Map<String, List<Json>> expansions,
            Map<StepId, StepState> steps,
            Map<StepId, Json.Obj> edited,
            Map<StepId, Origins> origins,
            Map<String, EffectState> effects,
            Map<String, ApprovalState> approvals,
            Map<String, QuestionState> questions,
            String planner,
            Optional<PlanningState> planning,
            List<PlanVersion> versions,
            int replans,
            int forgotten,
            Optional<RunEvent.Recalled> recalled,
            List<RunEvent.ModelCalled> calls,
            int retries,
            Optional<RunEvent.CancelRequested> cancel,
            Optional<Failure> failure,
            List<RunEvent.Shadowed> shadowed,
            Optional<String> halted,
            Duration waited,
            Optional<Instant> waitingSince,
            boolean followed)
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
                    Map.of(),
                    Map.of(),
                    "",
                    Optional.empty(),
                    List.of(),
                    0,
                    0,
                    Optional.empty(),
                    List.of(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Duration.ZERO,
                    Optional.empty(),
                    false);
        }

        /** Whether nothing new may start: what is in flight settles, then the run ends. */
        public boolean isEnding() {
            return cancel.isPresent() || failure.isPresent();
        }

        /** How many steps have begun, in this plan or in one before. */
        int begun() {
            return steps.size() + forgotten;
        }

        public Collection<EffectState> unsettled() {
            var unsettled = new ArrayList<EffectState>();
            for (var effect : effects.values()) {
                if (!effect.isSettled()) {
                    unsettled.add(effect);
                }
            }
            return unsettled;
        }

        public Optional<ApprovalState> openApproval() {
            for (var approval : approvals.values()) {
                if (approval.isOpen()) {
                    return Optional.of(approval);
                }
            }
            return Optional.empty();
        }

        public Optional<QuestionState> openQuestion() {
            for (var question : questions.values()) {
                if (question.isOpen()) {
                    return Optional.of(question);
                }
            }
            return Optional.empty();
        }

        /** Whether work of another agent is not over yet. */
        public boolean isHandingOff() {
            return steps.values().stream()
                    .anyMatch(state -> state instanceof StepState.HandingOff || state instanceof StepState.HandedOff);
        }

        /** Whether the run waits for something that takes the time it takes: people, other agents, a time. */
        private boolean isPaused() {
            return halted.isPresent()
                    || openApproval().isPresent()
                    || openQuestion().isPresent()
                    || hasPausedStep()
                    || needsPerson();
        }

        private boolean hasPausedStep() {
            for (var state : steps.values()) {
                if (state.isPause()) {
                    return true;
                }
            }
            return false;
        }

        private boolean needsPerson() {
            for (var effect : effects.values()) {
                if (effect.status() instanceof EffectState.Status.NeedsPerson) {
                    return true;
                }
            }
            return false;
        }

        /** Whether a new plan is being made and nothing of the old one is begun any more. */
        public boolean isBetweenPlans() {
            return planning.flatMap(PlanningState::anew).isPresent();
        }

        /** Whether the plan is a model's. */
        public boolean isPlannedByModel() {
            return planner.equals(PlanVersion.MODEL);
        }

        public HandoffState outside() {
            if (planVersion == 0 && calls.isEmpty() && planning.isEmpty()) {
                return HandoffState.SUBMITTED;
            }
            if (questions.values().stream().anyMatch(it -> it.isOpen() && it.isForRequester())) {
                return HandoffState.INPUT_REQUIRED;
            }
            return openApproval().isPresent() ? HandoffState.APPROVAL_REQUIRED : HandoffState.WORKING;
        }

        Active planned(PlanVersion made) {
            var copy = new RunCopy(this);
            copy.planVersion = made.version();
            copy.plan = made.plan();
            copy.planner = made.planner();
            copy.planning = Optional.empty();
            copy.versions = and(versions, made);
            return copy.done();
        }

        Active planning(PlanningState state) {
            var copy = new RunCopy(this);
            copy.planning = Optional.of(state);
            return copy.done();
        }

        /** What made it impossible to go on is for the new plan to deal with. */
        Active planningAnew(PlanningState state) {
            var copy = new RunCopy(this);
            copy.replans = isBetweenPlans() ? replans : replans + 1;
            copy.failure = Optional.empty();
            copy.planning = Optional.of(state);
            return copy.done();
        }

        Active with(RunEvent.Recalled told) {
            var copy = new RunCopy(this);
            copy.recalled = Optional.of(told);
            return copy.done();
        }

        Active with(RunEvent.ModelCalled call) {
            var copy = new RunCopy(this);
            copy.calls =
                    and(calls, new RunEvent.ModelCalled(call.step(), call.call().withoutContent()));
            return copy.done();
        }

        /** Forgets how far steps have come that are planned otherwise now; that they had begun still counts. */
        Active forgetting(Collection<StepId> stale) {
            if (stale.isEmpty()) {
                return this;
            }
            var begun = (int) stale.stream()
                    .filter(step -> steps.containsKey(step) && !step.isOfTheRuntime())
                    .count();
            var copy = new RunCopy(without(stale));
            copy.forgotten = forgotten + begun;
            return copy.done();
        }

        Active expanded(String step, List<Json> elements) {
            var copy = new RunCopy(this);
            copy.expansions = put(expansions, step, elements);
            return copy.done();
        }

        Active with(StepId step, StepState state) {
            var copy = new RunCopy(this);
            copy.steps = put(steps, step, state);
            return copy.done();
        }

        /** Forgets how far steps have come, their edits and their elements. */
        Active without(Collection<StepId> stale) {
            var copy = new RunCopy(this);
            copy.steps = dropping(steps, stale);
            copy.edited = dropping(edited, stale);
            copy.expansions =
                    dropping(expansions, stale.stream().map(StepId::step).toList());
            return copy.done();
        }

        /** Forgets how far a step has come, but not what an approver changed, nor its elements. */
        Active withoutState(StepId step) {
            var copy = new RunCopy(this);
            copy.steps = dropping(steps, List.of(step));
            return copy.done();
        }

        Active edited(StepId step, Json.Obj args) {
            var copy = new RunCopy(this);
            copy.edited = put(edited, step, args);
            return copy.done();
        }

        Active with(StepId step, Origins from) {
            var copy = new RunCopy(this);
            copy.origins = put(origins, step, from);
            return copy.done();
        }

        Active with(EffectState effect) {
            var copy = new RunCopy(this);
            copy.effects = put(effects, effect.id(), effect);
            return copy.done();
        }

        Active with(ApprovalState approval) {
            var copy = new RunCopy(this);
            copy.approvals = put(approvals, approval.asked().approval(), approval);
            return copy.done();
        }

        Active with(QuestionState question) {
            var copy = new RunCopy(this);
            copy.questions = put(questions, question.asked().input(), question);
            return copy.done();
        }

        Active triedAgain() {
            var copy = new RunCopy(this);
            copy.retries = retries + 1;
            return copy.done();
        }

        Active withoutRetries() {
            var copy = new RunCopy(this);
            copy.retries = 0;
            return copy.done();
        }

        /** With the time in mind that passes while the run waits. */
        Active paced(Instant at) {
            var paused = isPaused();
            if (paused == waitingSince.isPresent()) {
                return this;
            }
            var copy = new RunCopy(this);
            if (paused) {
                copy.waitingSince = Optional.of(at);
            } else {
                copy.waited = waited.plus(Duration.between(waitingSince.orElse(at), at));
                copy.waitingSince = Optional.empty();
            }
            return copy.done();
        }

        Active canceling(RunEvent.CancelRequested request) {
            var copy = new RunCopy(this);
            copy.cancel = cancel.or(() -> Optional.of(request));
            return copy.done();
        }

        /** What made the run end first counts. */
        Active failing(Failure reason) {
            if (isEnding()) {
                return this;
            }
            var copy = new RunCopy(this);
            copy.failure = Optional.of(reason);
            return copy.done();
        }

        /** What it failed of so far no longer counts. */
        Active failingOnlyOf(Optional<Failure> remaining) {
            var copy = new RunCopy(this);
            copy.failure = remaining;
            return copy.done();
        }

        Active shadowed(RunEvent.Shadowed event) {
            var copy = new RunCopy(this);
            copy.shadowed = and(shadowed, event);
            return copy.done();
        }

        Active beingFollowed() {
            var copy = new RunCopy(this);
            copy.followed = true;
            return copy.done();
        }

        Active halted(Optional<String> reason) {
            var copy = new RunCopy(this);
            copy.halted = reason;
            return copy.done();
        }

        private static <T> List<T> and(List<T> list, T one) {
            var copy = new ArrayList<>(list);
            copy.add(one);
            return List.copyOf(copy);
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
    }
}
