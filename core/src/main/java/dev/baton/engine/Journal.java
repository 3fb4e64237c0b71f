package dev.baton.engine;

import dev.baton.event.RecordedEvent;
import dev.baton.json.Json;
import dev.baton.policy.Ruling;
import dev.baton.run.RunEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Tells what happened in a run, in words. */
final class Journal {
    private static final String ERASED = "erased";

    private Journal() {}

    static JournalEntry entry(RecordedEvent recorded) {
        var event = recorded.event();
        var payload =
                event.contents().map(contents -> (Json) contents.payload()).orElse(Json.Null.INSTANCE);
        var words = event.erased()
                .map(when -> "The contents were erased at " + when)
                .orElseGet(() -> words(RunEvents.fromRecorded(recorded)));
        return new JournalEntry(
                recorded.revision(), event.at(), event.by().orElse(ERASED), event.rule(), event.type(), payload, words);
    }

    private static String words(RunEvent event) {
        return switch (event) {
            case RunEvent.Submitted it -> "Accepted under " + it.contract() + " through " + it.door();
            case RunEvent.Followed ignored -> "Somebody outside is told of its states";
            case RunEvent.Planned it -> planned(it);
            case RunEvent.Recalled it ->
                it.recollections().isEmpty()
                        ? "Nothing is remembered of earlier requests"
                        : "Recalled " + it.recollections().size() + " earlier requests, the latest "
                                + it.recollections().getFirst().run();
            case RunEvent.ModelCalled it -> called(it);
            case RunEvent.PlanRejected it ->
                "The proposal " + it.attempt() + " of a model cannot be carried out: "
                        + it.problems().getFirst()
                        + (it.problems().size() > 1 ? " (and " + (it.problems().size() - 1) + " more)" : "");
            case RunEvent.PlanDeferred it ->
                "A plan is asked for again at " + toTheSecond(it.retryAt()) + ": " + it.reason();
            case RunEvent.ReplanningBegun it -> "To be planned anew: " + it.reason();
            case RunEvent.Judged it ->
                it.model() + " judged " + it.step() + ": " + it.answer().write()
                        + (it.because().isBlank() ? "" : " (" + it.because() + ")");
            case RunEvent.JudgementRejected it ->
                "The model's judgement of " + it.step() + " does not fit: "
                        + it.problems().getFirst();
            case RunEvent.Expanded it ->
                it.step() + " is done for " + it.elements().size() + " elements";
            case RunEvent.Skipped it -> it.step() + " was skipped: " + it.reason();
            case RunEvent.ReadDone it -> it.step() + " read " + it.tool();
            case RunEvent.ReadDeferred it ->
                it.step() + " is read again at " + toTheSecond(it.retryAt()) + ": " + it.reason();
            case RunEvent.StepDeferred it ->
                it.step() + " is tried again at " + toTheSecond(it.retryAt()) + ": " + it.reason();
            case RunEvent.StepFailed it -> it.step() + " failed: " + it.reason();
            case RunEvent.Ruled it -> ruled(it);
            case RunEvent.ApprovalAsked it ->
                it.step() + " needs " + it.terms().quorum() + " approval of "
                        + it.terms().by() + " until " + toTheSecond(it.expires()) + ": " + it.because();
            case RunEvent.ApprovalVoted it -> it.by().id() + " approved " + it.approval() + because(it.comment());
            case RunEvent.ApprovalGranted it ->
                it.approval() + " is granted, to be used until " + toTheSecond(it.useUntil());
            case RunEvent.ApprovalRefused it ->
                it.by().id() + " did not approve " + it.approval() + because(it.comment());
            case RunEvent.ApprovalExpired it -> it.approval() + " expired: nobody decided in time";
            case RunEvent.ApprovalVoided it -> it.approval() + " no longer counts: " + it.reason();
            case RunEvent.ArgsEdited it ->
                it.by().id() + " changed the arguments of " + it.step() + because(it.comment());
            case RunEvent.Rechecked it -> it.step() + " still is to be done after the wait";
            case RunEvent.Replanned it -> "Planned again (version " + it.version() + "): " + it.reason();
            case RunEvent.EffectIntended it ->
                it.tool() + " is about to be done as " + it.effect()
                        + it.unasked().map(Journal::unasked).orElse("");
            case RunEvent.EffectResent it -> it.effect() + " is sent again, attempt " + it.attempt();
            case RunEvent.EffectConfirmed it -> it.effect() + " was done";
            case RunEvent.EffectFailed it -> it.effect() + " was not done: " + it.reason();
            case RunEvent.EffectDeferred it ->
                it.effect() + " is sent again at " + toTheSecond(it.retryAt()) + ": " + it.reason();
            case RunEvent.EffectUnknown it ->
                "Nobody knows whether " + it.effect() + " was done: " + it.reason()
                        + it.next().map(at -> "").orElse("; a person has to find out");
            case RunEvent.EffectReconciled it ->
                it.effect() + (it.happened() ? " turned out to be done" : " turned out not to be done");
            case RunEvent.EffectResolvedByHand it ->
                it.by().id() + " found that " + it.effect() + (it.happened() ? " was done" : " was not done");
            case RunEvent.CompletedByHand it -> it.by().id() + " did " + it.step() + " by hand";
            case RunEvent.SkippedByHand it -> it.by().id() + " had " + it.step() + " skipped: " + it.reason();
            case RunEvent.StepRetried it -> it.by().id() + " had " + it.step() + " tried again";
            case RunEvent.Undone it -> it.effect() + " was taken back by " + it.by();
            case RunEvent.LeftStanding it -> it.effect() + " is left standing: " + it.reason();
            case RunEvent.InputAsked it ->
                it.step() + " asks " + it.of() + " until " + toTheSecond(it.expires()) + ": " + it.question();
            case RunEvent.InputGiven it -> it.by().id() + " answered " + it.input();
            case RunEvent.InputExpired it -> it.input() + " expired: nobody answered in time";
            case RunEvent.InputVoided it -> it.input() + " is no longer asked: " + it.reason();
            case RunEvent.WaitStarted it -> it.step() + " waits until " + toTheSecond(it.until());
            case RunEvent.WaitOver it -> it.step() + " has waited";
            case RunEvent.HandoffStarted it -> it.step() + " is handed off under " + it.contract();
            case RunEvent.HandedOff it -> it.step() + " became " + it.handoff();
            case RunEvent.HandoffEnded it ->
                it.handoff() + " of " + it.step() + " ended "
                        + it.receipt().state().word();
            case RunEvent.CancelRequested it -> it.by().id() + " asked to cancel: " + it.reason();
            case RunEvent.Shadowed it ->
                it.step() + " was not done, the agent is in the shadow; it would have been " + it.does() + " with "
                        + it.args().write();
            case RunEvent.Halted it -> "Waits: " + it.reason();
            case RunEvent.Resumed ignored -> "Goes on: everything that it needs is switched on again";
            case RunEvent.BudgetExceeded it -> "The limit on " + it.limit() + " was reached: " + it.reason();
            case RunEvent.Completed it ->
                "Completed"
                        + it.receipt().outcome().map(outcome -> ": " + outcome).orElse("");
            case RunEvent.Failed it -> "Failed" + because(it.receipt().reason());
            case RunEvent.Canceled it -> "Canceled" + because(it.receipt().reason());
            case RunEvent.Rejected it -> "Rejected" + because(it.receipt().reason());
        };
    }

    private static String unasked(RunEvent.Unasked it) {
        return it.sampled() ? "; somebody of " + it.by() + " looks at it afterwards" : "; nobody is asked";
    }

    private static String planned(RunEvent.Planned it) {
        var version = it.version() == 1 ? "Planned by " : "Planned again (version " + it.version() + ") by ";
        return version + it.planner() + because(it.reason());
    }

    private static String called(RunEvent.ModelCalled it) {
        var call = it.call();
        return "Asked " + call.model() + " with the prompt " + call.prompt() + ", "
                + (call.usage().input() + call.usage().output()) + " tokens in "
                + call.latency().toMillis() + " ms" + because(call.problem());
    }

    private static String ruled(RunEvent.Ruled it) {
        var verdict = switch (it.ruling().decision()) {
            case ALLOW -> "is allowed";
            case ASK -> "needs an approval";
            case DENY -> "is denied";
        };
        return it.step() + " " + verdict + " by " + it.ruling().rule() + ": "
                + it.ruling().because() + compared(it.ruling());
    }

    private static String compared(Ruling ruling) {
        return ruling.comparison().isEmpty() ? "" : " (" + ruling.comparison() + ")";
    }

    private static String because(Optional<String> reason) {
        return reason.map(text -> ": " + text).orElse("");
    }

    private static String toTheSecond(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
