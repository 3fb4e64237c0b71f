package dev.baton.engine;

import dev.baton.engine.RunView.Status;
import dev.baton.engine.RunView.StepView;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.plan.CompiledAction;
import dev.baton.plan.CompiledStep;
import dev.baton.run.ApprovalState;
import dev.baton.run.EffectState;
import dev.baton.run.PlanApproval;
import dev.baton.run.QuestionState;
import dev.baton.run.RunEvent;
import dev.baton.run.RunProgram;
import dev.baton.run.RunState;
import dev.baton.run.StepId;
import dev.baton.run.StepState;
import dev.baton.tool.Access;
import dev.baton.tool.ToolSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows runs to the outside, always from what their streams say. */
final class Views {
    private final Programs programs;
    private final InstantSource clock;

    Views(Programs programs, InstantSource clock) {
        this.programs = programs;
        this.clock = clock;
    }

    static RunState.Active body(RunLog.Loaded loaded) {
        return switch (loaded.state()) {
            case RunState.Active active -> active;
            case RunState.Ended ended -> ended.last();
            case RunState.NotStarted ignored -> throw new IllegalStateException(loaded.run() + " never started");
        };
    }

    static RunEvent.Submitted submitted(RunLog.Loaded loaded) {
        return body(loaded).submitted();
    }

    HandoffView handoff(RunLog.Loaded loaded) {
        var run = body(loaded);
        var submitted = run.submitted();
        var receipt = loaded.state() instanceof RunState.Ended ended
                ? Optional.of(ended.receipt())
                : Optional.<Receipt>empty();
        var state = receipt.map(Receipt::state).orElseGet(run::outside);
        return new HandoffView(
                submitted.handoff(),
                loaded.run(),
                submitted.contract(),
                state,
                program(loaded).contract().message(state, receipt),
                submitted.requester().chain(),
                submitted.requester().subject().reference(),
                submitted.input(),
                run.startedAt(),
                receipt.isPresent() ? Optional.empty() : needs(run),
                receipt,
                loaded.head().revision(),
                submitted.context());
    }

    private RunProgram program(RunLog.Loaded loaded) {
        return programs.load(submitted(loaded).definition());
    }

    private static Optional<HandoffView.Needs> needs(RunState.Active run) {
        var approval = run.openApproval()
                .<HandoffView.Needs>map(open -> new HandoffView.Needs.Approval(
                        open.asked().approval(),
                        open.asked().terms().by(),
                        open.asked().expires()));
        return approval.or(() -> run.openQuestion().map(Views::input)).or(() -> resolution(run));
    }

    private static HandoffView.Needs input(QuestionState question) {
        var asked = question.asked();
        return new HandoffView.Needs.Input(
                asked.input(), asked.of(), asked.question(), asked.context(), asked.schema(), asked.expires());
    }

    private static Optional<HandoffView.Needs> resolution(RunState.Active run) {
        return run.unsettled().stream()
                .filter(effect -> effect.status() instanceof EffectState.Status.NeedsPerson)
                .findFirst()
                .map(effect -> new HandoffView.Needs.Resolution(
                        effect.step().toString(),
                        "Did " + effect.tool() + " happen? " + effect.args().write()));
    }

    RunView run(RunLog.Loaded loaded) {
        var run = body(loaded);
        var program = program(loaded);
        return new RunView(
                handoff(loaded),
                run.submitted().agent(),
                program.definition().goal(),
                steps(run, program).stream()
                        .map(step -> step.able(
                                StepChoices.of(loaded.state(), program, clock.instant(), StepId.parse(step.id()))))
                        .toList(),
                approvals(loaded),
                run.versions(),
                run.recalled().map(RunEvent.Recalled::recollections).orElse(List.of()),
                run.calls().stream().map(RunView.ModelUse::of).toList());
    }

    List<ApprovalView> approvals(RunLog.Loaded loaded) {
        return body(loaded).approvals().values().stream()
                .map(approval -> approval(loaded, approval))
                .toList();
    }

    private static List<StepView> steps(RunState.Active run, RunProgram program) {
        var views = new ArrayList<StepView>();
        program.plan(run.plan()).ifPresent(plan -> plan.steps().forEach(step -> views.addAll(steps(run, step))));
        run.steps().keySet().stream()
                .filter(StepId::isUndo)
                .map(id -> undo(run, program, id))
                .forEach(views::add);
        return views;
    }

    /** Taking back is not in the plan, but people want to see it. */
    private static StepView undo(RunState.Active run, RunProgram program, StepId id) {
        var undone = run.effects().values().stream()
                .filter(effect -> effect.step().undo().equals(id))
                .findFirst()
                .orElseThrow();
        var tool = program.tool(undone.tool()).spec().undo().orElseThrow().tool();
        return step(
                run,
                id,
                tool.toString(),
                Optional.of(Access.WRITE),
                List.of(undone.step().toString()));
    }

    private static List<StepView> steps(RunState.Active run, CompiledStep step) {
        var views = new ArrayList<StepView>();
        var elements = run.expansions().getOrDefault(step.name(), List.of()).size();
        if (step.each().isEmpty() || elements == 0) {
            views.add(step(run, step, StepId.of(step.name())));
        }
        for (var i = 0; i < elements; i++) {
            views.add(step(run, step, StepId.of(step.name(), i)));
        }
        return views;
    }

    private static StepView step(RunState.Active run, CompiledStep step, StepId id) {
        var access = step.action().usedTool().map(ToolSpec::access);
        return step(
                run,
                id,
                label(step.action()),
                access,
                step.needs().stream().sorted().toList());
    }

    private static StepView step(
            RunState.Active run, StepId id, String tool, Optional<Access> access, List<String> after) {
        var state = Optional.ofNullable(run.steps().get(id));
        var effect = run.effects().values().stream()
                .filter(it -> it.step().equals(id))
                .reduce((first, second) -> second);
        return new StepView(
                id.toString(),
                tool,
                access.map(it -> it.name().toLowerCase(Locale.ROOT)).orElse("none"),
                after,
                state.map(it -> status(run, it, effect)).orElse(Status.WAITING),
                args(run, state, effect),
                state.flatMap(Views::result),
                effect.map(EffectState::id),
                state.flatMap(it -> note(it, effect)),
                effect.map(EffectState::intendedAt),
                state.flatMap(Views::endedAt));
    }

    /** What a step does, in a word: the tool, or the form of the step and what it is about. */
    private static String label(CompiledAction action) {
        return switch (action) {
            case CompiledAction.UseTool use -> use.tool().name().toString();
            case CompiledAction.Ask ask -> "ask " + ask.of();
            case CompiledAction.Judge ignored -> "judge";
            case CompiledAction.HandOff handOff -> "handoff " + handOff.contract();
            case CompiledAction.WaitFor wait -> "wait " + wait.duration();
            case CompiledAction.WaitUntil ignored -> "wait";
            case CompiledAction.Open ignored -> "plan";
        };
    }

    private static Status status(RunState.Active run, StepState state, Optional<EffectState> effect) {
        return switch (state) {
            case StepState.Deferred ignored -> Status.RUNNING;
            case StepState.Cleared ignored -> Status.RUNNING;
            case StepState.AwaitingApproval(var id) ->
                isOpen(run.approvals().get(id)) ? Status.APPROVAL_REQUIRED : Status.WAITING;
            case StepState.Granted ignored -> Status.RUNNING;
            case StepState.Asked(var id) -> isOpen(run.questions().get(id)) ? Status.INPUT_REQUIRED : Status.WAITING;
            case StepState.Misjudged ignored -> Status.RUNNING;
            case StepState.Waiting ignored -> Status.RUNNING;
            case StepState.HandingOff ignored -> Status.RUNNING;
            case StepState.HandedOff ignored -> Status.RUNNING;
            case StepState.Intended ignored ->
                effect.map(EffectState::status)
                                .filter(it -> it instanceof EffectState.Status.Uncertain
                                        || it instanceof EffectState.Status.NeedsPerson)
                                .isPresent()
                        ? Status.UNKNOWN
                        : Status.RUNNING;
            case StepState.Done ignored -> Status.DONE;
            case StepState.Skipped ignored -> Status.SKIPPED;
            case StepState.Failed ignored -> Status.FAILED;
        };
    }

    /** What was never decided because the run ended is not asked any more. */
    private static boolean isOpen(@Nullable ApprovalState approval) {
        return approval != null && approval.isOpen();
    }

    private static boolean isOpen(@Nullable QuestionState question) {
        return question != null && question.isOpen();
    }

    private static Optional<Json> args(RunState.Active run, Optional<StepState> state, Optional<EffectState> effect) {
        if (effect.isPresent()) {
            return effect.map(EffectState::args);
        }
        return state.flatMap(it -> switch (it) {
            case StepState.Done done -> Optional.of(done.args());
            case StepState.HandedOff handed -> Optional.of(handed.input());
            case StepState.AwaitingApproval asked ->
                Optional.ofNullable(run.approvals().get(asked.approval()))
                        .map(approval -> approval.asked().args());
            case StepState other -> Optional.empty();
        });
    }

    private static Optional<Json> result(StepState state) {
        return state instanceof StepState.Done done ? Optional.of(done.result()) : Optional.empty();
    }

    private static Optional<String> note(StepState state, Optional<EffectState> effect) {
        return switch (state) {
            case StepState.Skipped skipped -> Optional.of(skipped.reason());
            case StepState.Failed failed -> Optional.of(failed.reason());
            case StepState.Deferred deferred -> Optional.of(deferred.reason());
            case StepState.Waiting waiting -> Optional.of("waits until " + waiting.until());
            case StepState.HandedOff handed -> Optional.of("is done by " + handed.handoff());
            case StepState.Intended ignored ->
                effect.flatMap(it -> switch (it.status()) {
                    case EffectState.Status.Uncertain uncertain -> Optional.of(uncertain.reason());
                    case EffectState.Status.NeedsPerson needs -> Optional.of(needs.reason());
                    case EffectState.Status other -> Optional.empty();
                });
            case StepState other -> Optional.empty();
        };
    }

    private static Optional<Instant> endedAt(StepState state) {
        return switch (state) {
            case StepState.Done done -> Optional.of(done.at());
            case StepState.Skipped skipped -> Optional.of(skipped.at());
            case StepState.Failed failed -> Optional.of(failed.at());
            case StepState other -> Optional.empty();
        };
    }

    Optional<ApprovalView> approval(RunLog.Loaded loaded, String id) {
        return Optional.ofNullable(body(loaded).approvals().get(id)).map(approval -> approval(loaded, approval));
    }

    private ApprovalView approval(RunLog.Loaded loaded, ApprovalState approval) {
        var asked = approval.asked();
        var submitted = submitted(loaded);
        return new ApprovalView(
                asked.approval(),
                loaded.run(),
                submitted.handoff(),
                submitted.contract().toString(),
                submitted.agent(),
                submitted.requester().subject().reference(),
                submitted.input(),
                asked.step().toString(),
                asked.tool().toString(),
                asked.tool().equals(PlanApproval.WHOLE_PLAN)
                        ? "Approve the plan"
                        : program(loaded).tool(asked.tool()).spec().description(),
                asked.args(),
                asked.digest(),
                asked.rule(),
                asked.because(),
                asked.terms().by(),
                asked.terms().quorum(),
                asked.terms().editable(),
                asked.facts(),
                asked.compared(),
                state(approval),
                approval.askedAt(),
                asked.expires(),
                approval.votes().stream()
                        .map(vote -> new ApprovalView.Vote(
                                vote.by().reference(),
                                vote.kind().name().toLowerCase(Locale.ROOT),
                                vote.comment(),
                                vote.at()))
                        .toList());
    }

    /** One that has run out but was not closed yet counts as expired. */
    private ApprovalView.State state(ApprovalState approval) {
        return switch (approval.status()) {
            case ApprovalState.Status.Open ignored ->
                clock.instant().isBefore(approval.asked().expires())
                        ? ApprovalView.State.OPEN
                        : ApprovalView.State.EXPIRED;
            case ApprovalState.Status.Granted ignored -> ApprovalView.State.APPROVED;
            case ApprovalState.Status.Refused ignored -> ApprovalView.State.DENIED;
            case ApprovalState.Status.Expired ignored -> ApprovalView.State.EXPIRED;
            case ApprovalState.Status.Voided ignored -> ApprovalView.State.VOIDED;
        };
    }
}
