package dev.baton.run;

import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.policy.Origins;
import dev.baton.run.RunState.Active;
import dev.baton.run.RunState.Ended;
import dev.baton.run.RunState.Failure;
import dev.baton.run.RunState.NotStarted;
import java.time.Instant;
import java.util.Optional;

/** Folds events into the state of a run. It decides nothing and refuses nothing but a history that cannot be. */
public final class RunFold {
    private RunFold() {}

    public static RunState apply(RunState state, RunEvent event, Instant at) {
        return switch (state) {
            case NotStarted ignored when event instanceof RunEvent.Submitted submitted -> Active.started(submitted, at);
            case NotStarted ignored ->
                throw new IllegalStateException("a run starts with Submitted, not with " + event);
            case Active active ->
                switch (applyTo(active, event, at)) {
                    case Active next -> next.paced(at);
                    case RunState ended -> ended;
                };
            case Ended ended -> throw new IllegalStateException("nothing happens after the end: " + event);
        };
    }

    private static RunState applyTo(Active run, RunEvent event, Instant at) {
        return switch (event) {
            case RunEvent.Submitted ignored -> throw new IllegalStateException("a run is submitted once");
            case RunEvent.Followed ignored -> run.beingFollowed();
            case RunEvent.Planned planned -> planned(run, planned, at);
            case RunEvent.Recalled recalled -> run.with(recalled);
            case RunEvent.ModelCalled called -> run.with(called);
            case RunEvent.PlanRejected rejected ->
                run.planning(planning(run, rejected.version(), rejected.part(), at)
                        .rejected(new PlanningState.Rejection(rejected.proposal(), rejected.problems())));
            case RunEvent.PlanDeferred deferred ->
                run.triedAgain()
                        .planning(planning(run, deferred.version(), deferred.part(), at)
                                .failed(deferred.retryAt()));
            case RunEvent.ReplanningBegun begun -> anew(run, begun, at);
            case RunEvent.Judged judged ->
                run.with(judged.step(), new StepState.Done(judged.with(), judged.answer(), at));
            case RunEvent.JudgementRejected rejected ->
                run.with(
                        rejected.step(),
                        new StepState.Misjudged(
                                rejected.attempt(),
                                new PlanningState.Rejection(rejected.answer(), rejected.problems())));
            case RunEvent.Expanded expanded -> run.expanded(expanded.step(), expanded.elements());
            case RunEvent.Skipped skipped -> run.with(skipped.step(), new StepState.Skipped(skipped.reason(), at));
            case RunEvent.ReadDone read -> run.with(read.step(), new StepState.Done(read.args(), read.result(), at));
            case RunEvent.ReadDeferred deferred ->
                run.triedAgain()
                        .with(
                                deferred.step(),
                                new StepState.Deferred(deferred.attempt(), deferred.reason(), deferred.retryAt()));
            case RunEvent.StepDeferred deferred -> deferred(run.triedAgain(), deferred);
            case RunEvent.StepFailed failed ->
                fail(run, failed.step(), failed.cause(), failed.reason(), Optional.empty(), at);
            case RunEvent.Ruled ruled -> ruled(run, ruled, at);
            case RunEvent.ApprovalAsked asked -> asked(run, asked, at);
            case RunEvent.ApprovalVoted voted ->
                vote(
                        run,
                        voted.approval(),
                        new ApprovalState.Vote(voted.by(), ApprovalState.Vote.Kind.APPROVE, voted.comment(), at));
            case RunEvent.ApprovalGranted granted -> granted(run, granted, at);
            case RunEvent.ApprovalRefused refused -> refused(run, refused, at);
            case RunEvent.ApprovalExpired expired -> expired(run, expired, at);
            case RunEvent.ApprovalVoided voided -> voided(run, voided);
            case RunEvent.ArgsEdited edited -> edited(run, edited, at);
            case RunEvent.Rechecked rechecked -> rechecked(run, rechecked.step());
            case RunEvent.Replanned replanned ->
                run.without(replanned.stale())
                        .planned(new PlanVersion(
                                replanned.version(),
                                run.planner(),
                                run.plan(),
                                Optional.of(replanned.reason()),
                                Optional.empty(),
                                at));
            case RunEvent.EffectIntended intended -> intended(run, intended, at);
            case RunEvent.EffectResent resent ->
                run.triedAgain().with(effect(run, resent.effect()).resent(resent.attempt(), resent.sendBy()));
            case RunEvent.EffectConfirmed confirmed -> happened(run, confirmed.effect(), confirmed.result(), at);
            case RunEvent.EffectFailed failed -> failed(run, failed, at);
            case RunEvent.EffectDeferred deferred ->
                run.with(effect(run, deferred.effect()).now(new EffectState.Status.Deferred(deferred.retryAt())));
            case RunEvent.EffectUnknown unknown -> unknown(run, unknown);
            case RunEvent.EffectReconciled reconciled ->
                reconciled.happened()
                        ? happened(run, reconciled.effect(), reconciled.result(), at)
                        : run.with(effect(run, reconciled.effect()).certainlyNotDone(at));
            case RunEvent.EffectResolvedByHand resolved -> resolved(run, resolved, at);
            case RunEvent.CompletedByHand completed -> FoldByHand.completed(run, completed, at);
            case RunEvent.SkippedByHand skipped -> FoldByHand.skipped(run, skipped, at);
            case RunEvent.StepRetried retried -> FoldByHand.retried(run, retried, at);
            case RunEvent.Undone undone -> run.with(undone(effect(run, undone.effect())));
            case RunEvent.LeftStanding left -> run.with(standing(effect(run, left.effect()), left.reason()));
            case RunEvent.InputAsked asked ->
                run.with(new QuestionState(asked, at, new QuestionState.Status.Open()))
                        .with(asked.step(), new StepState.Asked(asked.input()));
            case RunEvent.InputGiven given -> given(run, given, at);
            case RunEvent.InputExpired expired -> expired(run, question(run, expired.input()), at);
            case RunEvent.InputVoided voided ->
                run.with(question(run, voided.input()).now(new QuestionState.Status.Voided(voided.reason())));
            case RunEvent.WaitStarted wait -> run.with(wait.step(), new StepState.Waiting(wait.until()));
            case RunEvent.WaitOver over -> waited(run, over.step(), at);
            case RunEvent.HandoffStarted started ->
                run.with(started.step(), new StepState.HandingOff(started.contract(), started.input(), 0, at));
            case RunEvent.HandedOff handed -> handedOff(run, handed);
            case RunEvent.HandoffEnded ended -> handoffEnded(run, ended, at);
            case RunEvent.CancelRequested request -> run.canceling(request);
            case RunEvent.Shadowed shadowed ->
                run.shadowed(shadowed)
                        .with(
                                shadowed.step(),
                                new StepState.Skipped("it was not done: the agent is in the shadow", at));
            case RunEvent.Halted halted -> run.halted(Optional.of(halted.reason()));
            case RunEvent.Resumed ignored -> run.halted(Optional.empty());
            case RunEvent.BudgetExceeded budget ->
                run.failing(new Failure(
                        RunEvent.Cause.ERROR, Optional.empty(), budget.reason(), Optional.of(budget.limit())));
            case RunEvent.Completed end -> end(run, end.receipt());
            case RunEvent.Failed end -> end(run, end.receipt());
            case RunEvent.Canceled end -> end(run, end.receipt());
            case RunEvent.Rejected end -> end(run, end.receipt());
        };
    }

    private static Active planned(Active run, RunEvent.Planned planned, Instant at) {
        var made = new PlanVersion(
                planned.version(), planned.planner(), planned.plan(), planned.reason(), planned.diff(), at);
        return run.forgetting(planned.stale()).planned(made);
    }

    private static PlanningState planning(Active run, int version, Optional<String> part, Instant at) {
        return run.planning()
                .filter(state -> state.version() == version && state.part().equals(part))
                .orElseGet(() -> PlanningState.of(version, part, at));
    }

    private static Active anew(Active run, RunEvent.ReplanningBegun begun, Instant at) {
        var why = new PlanningState.Anew(begun.reason(), begun.cause());
        return run.forgetting(begun.stale()).planningAnew(PlanningState.anew(begun.version(), why, at));
    }

    private static Ended end(Active run, Receipt receipt) {
        return new Ended(run, receipt);
    }

    /** What fails in taking things back is left standing; it is no further reason to end. */
    private static Active fail(
            Active run, StepId step, RunEvent.Cause cause, String reason, Optional<String> rule, Instant at) {
        var hadResult = run.steps().get(step) instanceof StepState.Done;
        var failed = run.with(step, new StepState.Failed(cause, reason, rule, hadResult, at));
        return step.isUndo() ? failed : failed.failing(new Failure(cause, Optional.of(step), reason, rule));
    }

    private static Active ruled(Active before, RunEvent.Ruled ruled, Instant at) {
        var run = before.with(ruled.step(), ruled.origins().orElse(Origins.UNKNOWN));
        return switch (ruled.ruling().decision()) {
            case ALLOW -> run.with(ruled.step(), new StepState.Cleared(ruled.digest()));
            case ASK -> run;
            case DENY ->
                fail(
                        run,
                        ruled.step(),
                        RunEvent.Cause.DENIED,
                        ruled.ruling().because(),
                        Optional.of(ruled.ruling().rule()),
                        at);
        };
    }

    private static Active asked(Active run, RunEvent.ApprovalAsked asked, Instant at) {
        var approval = new ApprovalState(asked, at, java.util.List.of(), new ApprovalState.Status.Open());
        return run.with(approval).with(asked.step(), new StepState.AwaitingApproval(asked.approval()));
    }

    private static ApprovalState approval(Active run, String id) {
        var approval = run.approvals().get(id);
        if (approval == null) {
            throw new IllegalStateException("there is no approval " + id);
        }
        return approval;
    }

    private static Active vote(Active run, String id, ApprovalState.Vote vote) {
        return run.with(approval(run, id).with(vote));
    }

    private static Active granted(Active run, RunEvent.ApprovalGranted granted, Instant at) {
        var approval = approval(run, granted.approval());
        return run.with(approval.now(new ApprovalState.Status.Granted(granted.useUntil())))
                .with(
                        approval.asked().step(),
                        new StepState.Granted(
                                granted.approval(), approval.asked().step().isUndo(), 0, at));
    }

    private static Active refused(Active run, RunEvent.ApprovalRefused refused, Instant at) {
        var vote = new ApprovalState.Vote(refused.by(), ApprovalState.Vote.Kind.DENY, refused.comment(), at);
        var approval = approval(run, refused.approval()).with(vote).now(new ApprovalState.Status.Refused());
        var reason = refused.by().id() + " did not approve it"
                + refused.comment().map(comment -> ": " + comment).orElse("");
        return fail(
                run.with(approval),
                approval.asked().step(),
                RunEvent.Cause.DENIED,
                reason,
                Optional.of(approval.asked().rule()),
                at);
    }

    private static Active expired(Active run, RunEvent.ApprovalExpired expired, Instant at) {
        var approval = approval(run, expired.approval()).now(new ApprovalState.Status.Expired());
        var reason = "nobody with the role " + approval.asked().terms().by() + " decided until "
                + approval.asked().expires();
        return fail(
                run.with(approval),
                approval.asked().step(),
                RunEvent.Cause.DENIED,
                reason,
                Optional.of(approval.asked().rule()),
                at);
    }

    private static Active voided(Active run, RunEvent.ApprovalVoided voided) {
        var approval = approval(run, voided.approval());
        return run.with(approval.now(new ApprovalState.Status.Voided(voided.reason())));
    }

    private static Active edited(Active run, RunEvent.ArgsEdited edited, Instant at) {
        var vote = new ApprovalState.Vote(edited.by(), ApprovalState.Vote.Kind.EDIT, edited.comment(), at);
        var reason = "the arguments were changed by " + edited.by().id();
        var approval = approval(run, edited.approval()).with(vote).now(new ApprovalState.Status.Voided(reason));
        return run.with(approval).without(java.util.List.of(edited.step())).edited(edited.step(), edited.args());
    }

    private static Active rechecked(Active run, StepId step) {
        return run.steps().get(step) instanceof StepState.Granted granted
                ? run.with(step, granted.afterRecheck())
                : run;
    }

    private static EffectState effect(Active run, String id) {
        var effect = run.effects().get(id);
        if (effect == null) {
            throw new IllegalStateException("there is no effect " + id);
        }
        return effect;
    }

    private static Active intended(Active run, RunEvent.EffectIntended intended, Instant at) {
        var effect = new EffectState(
                intended.effect(),
                intended.step(),
                intended.tool(),
                intended.args(),
                intended.once(),
                intended.windows(),
                intended.unasked(),
                at,
                intended.sendBy(),
                1,
                0,
                0,
                false,
                intended.sendBy(),
                new EffectState.Status.Sending());
        return run.with(effect).with(intended.step(), new StepState.Intended(intended.effect()));
    }

    private static Active happened(Active run, String id, Json result, Instant at) {
        return happened(run, id, result, at, false);
    }

    private static Active happened(Active run, String id, Json result, Instant at, boolean byPerson) {
        var effect = effect(run, id);
        return run.with(effect.now(new EffectState.Status.Confirmed(result, at)))
                .with(effect.step(), new StepState.Done(effect.args(), result, at, byPerson));
    }

    private static Active failed(Active run, RunEvent.EffectFailed failed, Instant at) {
        var effect = effect(run, failed.effect());
        return fail(
                run.with(effect.now(new EffectState.Status.NotDone(failed.reason()))),
                effect.step(),
                failed.cause(),
                failed.reason(),
                Optional.empty(),
                at);
    }

    private static Active unknown(Active run, RunEvent.EffectUnknown unknown) {
        var effect = effect(run, unknown.effect());
        return run.with(effect.unknown(
                unknown.certainFrom(),
                unknown.next()
                        .<EffectState.Status>map(next -> new EffectState.Status.Uncertain(unknown.reason(), next))
                        .orElseGet(() -> new EffectState.Status.NeedsPerson(unknown.reason()))));
    }

    private static Active resolved(Active run, RunEvent.EffectResolvedByHand resolved, Instant at) {
        if (resolved.happened()) {
            return happened(run, resolved.effect(), resolved.reference(), at, true);
        }
        var effect = effect(run, resolved.effect());
        var reason = resolved.by().id() + " found that " + effect.tool() + " did not happen";
        return fail(
                run.with(effect.now(new EffectState.Status.NotDone(reason))),
                effect.step(),
                RunEvent.Cause.ERROR,
                reason,
                Optional.empty(),
                at);
    }

    private static EffectState standing(EffectState effect, String reason) {
        return effect.status() instanceof EffectState.Status.Confirmed confirmed
                ? effect.now(new EffectState.Status.Standing(confirmed.result(), confirmed.at(), reason))
                : effect;
    }

    private static EffectState undone(EffectState effect) {
        return effect.status() instanceof EffectState.Status.Confirmed confirmed
                ? effect.now(new EffectState.Status.Undone(confirmed.result(), confirmed.at()))
                : effect;
    }

    private static QuestionState question(Active run, String id) {
        var question = run.questions().get(id);
        if (question == null) {
            throw new IllegalStateException("there is no question " + id);
        }
        return question;
    }

    private static Active given(Active run, RunEvent.InputGiven given, Instant at) {
        var question = question(run, given.input());
        var asked = Json.object("question", Json.text(question.asked().question()));
        return run.with(question.now(new QuestionState.Status.Answered(given.value(), given.by(), at)))
                .with(question.asked().step(), new StepState.Done(asked, given.value(), at, true));
    }

    private static Active expired(Active run, QuestionState question, Instant at) {
        var closed = run.with(question.now(new QuestionState.Status.Expired()));
        var reason = "nobody answered until " + question.asked().expires() + ": "
                + question.asked().question();
        return fail(closed, question.asked().step(), RunEvent.Cause.ERROR, reason, Optional.empty(), at);
    }

    private static Active waited(Active run, StepId step, Instant at) {
        var until = run.steps().get(step) instanceof StepState.Waiting waiting ? waiting.until() : at;
        return run.with(step, new StepState.Done(Json.object(), Json.object("until", Json.time(until)), at));
    }

    /** A handoff that was not accepted now is still to be followed, and a grant still stands. */
    private static Active deferred(Active run, RunEvent.StepDeferred deferred) {
        var attempt = deferred.attempt();
        var next = deferred.retryAt();
        return run.with(
                deferred.step(),
                switch (run.steps().get(deferred.step())) {
                    case StepState.HandingOff it -> new StepState.HandingOff(it.contract(), it.input(), attempt, next);
                    case StepState.Granted it -> new StepState.Granted(it.approval(), it.rechecked(), attempt, next);
                    case null -> new StepState.Deferred(attempt, deferred.reason(), next);
                    case StepState other -> new StepState.Deferred(attempt, deferred.reason(), next);
                });
    }

    private static Active handedOff(Active run, RunEvent.HandedOff handed) {
        return run.steps().get(handed.step()) instanceof StepState.HandingOff started
                ? run.with(
                        handed.step(), new StepState.HandedOff(started.contract(), started.input(), handed.handoff()))
                : run;
    }

    private static Active handoffEnded(Active run, RunEvent.HandoffEnded ended, Instant at) {
        var input = switch (run.steps().get(ended.step())) {
            case StepState.HandedOff it -> it.input();
            case StepState.HandingOff it -> it.input();
            case null, default -> Json.object();
        };
        return run.with(ended.step(), new StepState.Done(input, ended.receipt().toJson(), at));
    }
}
