package dev.baton.run;

import dev.baton.expression.EvaluationException;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.model.ModelRole;
import dev.baton.plan.Compilation;
import dev.baton.plan.CompiledAction;
import dev.baton.plan.CompiledPlan;
import dev.baton.plan.CompiledStep;
import dev.baton.plan.PlanProposal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a run gets its plan from a model: for the first time, for a part that was left open, and anew when it cannot go on
 * as planned. A proposal is compiled like a person's plan, given back to be mended, and approved by a person where the
 * agent's file wants that.
 */
final class PlanMaking {
    private PlanMaking() {}

    /** The plan that is to be made now. */
    static Optional<PlanningState> current(RunState.Active run, Situation situation) {
        if (situation.planning().isEmpty() || run.isEnding()) {
            return Optional.empty();
        }
        if (run.isBetweenPlans()) {
            return run.planning();
        }
        return run.planVersion() == 0
                ? Optional.of(state(run, 1, Optional.empty(), situation))
                : openPart(run, situation.plan(run))
                        .map(part -> state(run, run.planVersion() + 1, Optional.of(part.name()), situation));
    }

    private static PlanningState state(RunState.Active run, int version, Optional<String> part, Situation situation) {
        return run.planning()
                .filter(it -> it.version() == version && it.part().equals(part))
                .orElseGet(() -> PlanningState.of(version, part, situation.now()));
    }

    /** The first open part whose time has come. */
    private static Optional<CompiledStep> openPart(RunState.Active run, CompiledPlan plan) {
        return plan.steps().stream()
                .filter(step -> step.action() instanceof CompiledAction.Open)
                .filter(step -> !run.steps().containsKey(StepId.of(step.name())))
                .filter(step -> PlanProgress.isReady(run, plan, step))
                .findFirst();
    }

    /** Begins to plan anew, uses an approved plan, or stops where there can be none. */
    static void advance(Decision decision, Situation situation) {
        var run = decision.active().orElseThrow();
        if (situation.planning().isEmpty()) {
            return;
        }
        run.failure()
                .filter(failure -> isForANewPlan(run, situation, failure))
                .ifPresent(failure -> beginAnew(decision, situation, words(failure), failure.cause(), Set.of()));
        var state = current(decision.active().orElseThrow(), situation);
        if (state.isPresent()) {
            useApproved(decision, situation, state.get());
            stopWithoutMeans(decision, situation, state.get());
        }
    }

    private static String words(RunState.Failure failure) {
        return failure.step()
                        .filter(step -> !step.isOfTheRuntime())
                        .map(step -> step + ": ")
                        .orElse("")
                + failure.reason();
    }

    /** What a policy or a person denied, and what no plan can mend, is final. */
    private static boolean isForANewPlan(RunState.Active run, Situation situation, RunState.Failure failure) {
        return run.planVersion() > 0
                && run.cancel().isEmpty()
                && run.shadowed().isEmpty()
                && failure.cause() != RunEvent.Cause.DENIED
                && failure.step().filter(PlanMaking::isOfThePlan).isPresent()
                && mayPlanAnew(run, situation);
    }

    private static boolean isOfThePlan(StepId step) {
        return !step.isOfTheRuntime() || step.equals(StepId.OUTPUT);
    }

    /**
     * Whether the run may still be planned anew; what goes wrong while that is being done belongs to it. A playbook runs as
     * it is written, also in a model's place.
     */
    static boolean mayPlanAnew(RunState.Active run, Situation situation) {
        return run.isPlannedByModel()
                && situation
                        .planning()
                        .filter(planning -> run.isBetweenPlans() || run.replans() < planning.replans())
                        .isPresent();
    }

    static void beginAnew(
            Decision decision, Situation situation, String reason, RunEvent.Cause cause, Set<StepId> stale) {
        var run = decision.active().orElseThrow();
        run.approvals().values().stream()
                .filter(approval -> approval.isOpen() || isUnused(run, approval))
                .forEach(approval -> decision.emit(
                        new RunEvent.ApprovalVoided(approval.asked().approval(), "what it was for is planned anew")));
        run.questions().values().stream()
                .filter(QuestionState::isOpen)
                .forEach(question -> decision.emit(
                        new RunEvent.InputVoided(question.asked().input(), "what it was for is planned anew")));
        var dropped = new LinkedHashSet<>(stale);
        for (var own : List.of(StepId.PLAN, StepId.OUTPUT)) {
            if (run.steps().containsKey(own)) {
                dropped.add(own);
            }
        }
        var before = run.planning()
                .flatMap(PlanningState::anew)
                .map(it -> it.reason() + "; ")
                .orElse("");
        decision.emit(
                new RunEvent.ReplanningBegun(run.planVersion() + 1, before + reason, cause, List.copyOf(dropped)));
    }

    private static boolean isUnused(RunState.Active run, ApprovalState approval) {
        return approval.status() instanceof ApprovalState.Status.Granted
                && run.steps().get(approval.asked().step()) instanceof StepState.Granted;
    }

    private static void useApproved(Decision decision, Situation situation, PlanningState state) {
        var run = decision.active().orElseThrow();
        if (run.steps().get(StepId.PLAN) instanceof StepState.Granted granted) {
            var approval = run.approvals().get(granted.approval());
            if (approval != null && PlanApproval.isUsable(approval, situation.now())) {
                var plan = PlanApproval.planOf(approval);
                revised(decision, situation, state, plan, PlanRevision.ofApproved(run, situation, state, plan), true);
            } else {
                decision.emit(new RunEvent.ApprovalVoided(granted.approval(), "it came to be used too late"));
                giveUp(decision, state, "the approval of the plan was too old when it was to be used");
            }
        }
    }

    /** Without a model the playbook takes its place, if there is one; what may be spent or planned is bounded. */
    private static void stopWithoutMeans(Decision decision, Situation situation, PlanningState state) {
        var run = decision.active().orElseThrow();
        var limits = situation.program().definition().limits();
        if (run.isEnding() || isBeingApproved(run) || run.planVersion() >= state.version()) {
            return;
        }
        if (Spending.of(run.calls()).reaches(limits.cost())) {
            var reason = "the models' cost has reached "
                    + limits.cost()
                            .map(cost -> cost.amount().toPlainString() + " " + cost.currency())
                            .orElse("");
            if (!fallBack(decision, situation, state, reason)) {
                decision.emit(new RunEvent.BudgetExceeded("cost", reason + ", and there is no plan without them"));
            }
        } else if (state.version() > limits.steps()) {
            decision.emit(new RunEvent.BudgetExceeded(
                    "steps", "the run was planned " + run.planVersion() + " times, as often as it may have steps"));
        } else if (!situation.models().contains(ModelRole.PLANNER)) {
            fallBack(decision, situation, state, "there is no model to plan with now");
        }
    }

    /** The first plan may be a person's; true when it is. */
    private static boolean fallBack(Decision decision, Situation situation, PlanningState state, String reason) {
        var definition = situation.program().definition();
        var fits = state.version() == 1
                && definition.hasPlaybook()
                && situation.program().compile(definition.plan()) instanceof Compilation.Compiled;
        if (fits) {
            decision.emit(new RunEvent.Planned(
                    1,
                    "playbook:" + definition.playbook(),
                    definition.plan(),
                    Optional.of(reason),
                    Optional.empty(),
                    List.of()));
        }
        return fits;
    }

    private static boolean isBeingApproved(RunState.Active run) {
        return run.steps().get(StepId.PLAN) instanceof StepState.AwaitingApproval;
    }

    static List<NextAction> actions(RunState.Active run, Situation situation) {
        return current(run, situation)
                .filter(state -> !state.notBefore().isAfter(situation.now()))
                .filter(state -> !isBeingApproved(run))
                .filter(state -> state.anew().isEmpty() || hasSettled(run))
                .map(state -> Remembering.due(run, situation)
                        .<NextAction>map(NextAction.Remember::new)
                        .orElseGet(() -> make(run, situation, state)))
                .stream()
                .toList();
    }

    /** What is on its way counts for the new plan, so its outcome is waited for. */
    private static boolean hasSettled(RunState.Active run) {
        return run.unsettled().isEmpty() && !run.isHandingOff();
    }

    private static NextAction.MakePlan make(RunState.Active run, Situation situation, PlanningState state) {
        var part = state.part().map(name -> new PlanningBrief.Part(name, question(run, situation, name)));
        return new NextAction.MakePlan(
                state.version(), state.rejected() + 1, state.failures(), Briefing.of(run, situation, state, part));
    }

    private static String question(RunState.Active run, Situation situation, String part) {
        var plan = situation.plan(run);
        try {
            return plan.step(part)
                    .map(CompiledStep::action)
                    .filter(CompiledAction.Open.class::isInstance)
                    .map(action -> ((CompiledAction.Open) action)
                            .question()
                            .evaluate(PlanProgress.bindings(run, plan, situation.now())))
                    .map(text -> text.asText().orElseGet(text::write))
                    .orElse(part);
        } catch (EvaluationException e) {
            return part;
        }
    }

    static Optional<Instant> nextWake(RunState.Active run) {
        return run.isEnding() || isBeingApproved(run)
                ? Optional.empty()
                : run.planning().filter(state -> state.failures() > 0).map(PlanningState::notBefore);
    }

    /** What came of asking for a plan. An answer to what is no longer asked only counts as spent. */
    static void returned(Decision decision, Situation situation, RunCommand.PlanReturned returned) {
        returned.outcome().call().ifPresent(decision::emit);
        var run = decision.active().orElseThrow();
        var state = current(run, situation);
        var wanted = state.filter(it -> !isBeingApproved(run))
                .map(it -> make(run, situation, it))
                .filter(make -> make.key().equals(returned.made().key()));
        if (state.isPresent() && wanted.isPresent()) {
            switch (returned.outcome()) {
                case ModelOutcome.Answered answered -> answered(decision, situation, state.get(), answered);
                case ModelOutcome.Failed failed -> failed(decision, situation, state.get(), failed);
            }
        }
    }

    private static void failed(
            Decision decision, Situation situation, PlanningState state, ModelOutcome.Failed failed) {
        if (fallBack(decision, situation, state, failed.reason())) {
            return;
        }
        var run = decision.active().orElseThrow();
        var attempt = state.failures() + 1;
        if (!failed.passing()) {
            giveUp(decision, state, failed.reason());
            return;
        }
        switch (Retry.of(run, situation, attempt, situation.run() + StepId.PLAN, failed.retryAfter())) {
            case Retry.At again ->
                decision.emit(new RunEvent.PlanDeferred(state.version(), state.part(), failed.reason(), again.time()));
            case Retry.Never never ->
                giveUp(decision, state, "no model made one " + never.reason() + ": " + failed.reason());
        }
    }

    private static void answered(
            Decision decision, Situation situation, PlanningState state, ModelOutcome.Answered answered) {
        if (answered.output().isPresent()) {
            propose(decision, situation, state, answered.output().get());
        } else {
            var reason = answered.called().call().problem().orElse("the answer is not JSON");
            reject(decision, situation, state, Json.Null.INSTANCE, List.of(new Problem("", reason)));
        }
    }

    private static void propose(Decision decision, Situation situation, PlanningState state, Json proposal) {
        switch (PlanProposal.read(proposal)) {
            case PlanProposal.Impossible(var reason) -> giveUp(decision, state, "the model sees no way: " + reason);
            case PlanProposal.Unreadable(var problems) -> reject(decision, situation, state, proposal, problems);
            case PlanProposal.Proposed(var plan) -> {
                var run = decision.active().orElseThrow();
                revised(decision, situation, state, proposal, PlanRevision.of(run, situation, state, plan), false);
            }
        }
    }

    private static void revised(
            Decision decision,
            Situation situation,
            PlanningState state,
            Json proposal,
            PlanRevision revision,
            boolean approved) {
        switch (revision) {
            case PlanRevision.Rejected(var problems) -> reject(decision, situation, state, proposal, problems);
            case PlanRevision.Revised revised -> accept(decision, situation, state, revised, approved);
        }
    }

    private static void accept(
            Decision decision,
            Situation situation,
            PlanningState state,
            PlanRevision.Revised revised,
            boolean approved) {
        var approver = situation.planning().flatMap(Planning::approve);
        if (approver.isPresent() && !approved && revised.changesSomething()) {
            PlanApproval.ask(decision, situation, state, revised, approver.get());
        } else {
            decision.emit(new RunEvent.Planned(
                    state.version(),
                    PlanVersion.MODEL,
                    revised.plan(),
                    reason(state),
                    revised.diff(),
                    revised.stale()));
        }
    }

    static Optional<String> reason(PlanningState state) {
        return state.anew()
                .map(PlanningState.Anew::reason)
                .or(() -> state.part().map(part -> "what was left open at " + part + " is planned now"));
    }

    private static void reject(
            Decision decision, Situation situation, PlanningState state, Json proposal, List<Problem> problems) {
        var attempt = state.rejected() + 1;
        decision.emit(new RunEvent.PlanRejected(state.version(), state.part(), attempt, problems, proposal));
        if (attempt > situation.planning().map(Planning::repairs).orElse(0)) {
            var reason = "none of " + attempt + " proposals of the model can be carried out: " + problems.getFirst();
            if (!fallBack(decision, situation, state, reason)) {
                giveUp(decision, state, reason);
            }
        }
    }

    /** The run ends as what was planned anew for would have ended it. */
    private static void giveUp(Decision decision, PlanningState state, String reason) {
        var cause = state.anew().map(PlanningState.Anew::cause).orElse(RunEvent.Cause.ERROR);
        var words = state.anew()
                .map(anew -> anew.reason() + "; there is no new plan: " + reason)
                .orElse("there is no plan: " + reason);
        decision.emit(new RunEvent.StepFailed(StepId.PLAN, cause, words));
    }
}
