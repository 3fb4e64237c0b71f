package dev.baton.run;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.policy.Origins;
import dev.baton.policy.Review;
import dev.baton.policy.WindowUse;
import dev.baton.tool.CompiledTool;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The effect ledger: intended before it is sent, settled after. An outcome that nobody knows is settled by the same key
 * again, by a lookup, or by a person, never by just trying again.
 */
final class EffectLifecycle {
    private EffectLifecycle() {}

    /** Records the intent. What is sent are the ruled arguments and those that the runtime binds. */
    static void intend(
            Decision decision,
            Situation situation,
            StepId step,
            ToolSpec tool,
            Ruled ruled,
            Optional<String> approval) {
        var run = decision.active().orElseThrow();
        var limit = situation.program().definition().limits().writes();
        if (run.effects().size() >= limit && !step.isUndo()) {
            decision.emit(new RunEvent.BudgetExceeded(
                    "writes", "the run may do " + limit + " writes, and " + tool.name() + " would be one more"));
            return;
        }
        var id = situation.run() + "-e" + (run.effects().size() + 1);
        var compiled = situation.program().tool(tool.name());
        decision.emit(new RunEvent.EffectIntended(
                id,
                step,
                tool.name(),
                compiled.bound(ruled.args(), id),
                ruled.digest(),
                ruled.rule(),
                approval,
                compiled.onceKey(ruled.args()),
                situation.sendBy(),
                reservations(
                        situation.policies().windowsFor(situation.question(run, tool, ruled.args(), Origins.UNKNOWN))),
                ruled.review()
                        .map(review -> new RunEvent.Unasked(
                                ruled.rule(), review.by(), review.sample().picks(id)))));
    }

    /** The sums over time in which a call counts. */
    static List<Reservation> reservations(List<WindowUse> windows) {
        return windows.stream()
                .flatMap(use ->
                        use
                                .amount()
                                .map(amount -> new Reservation(use.key(), use.account(), use.over(), amount))
                                .stream())
                .toList();
    }

    /**
     * The call as it was ruled.
     *
     * @param review that it is looked at afterwards, instead of asked for
     */
    record Ruled(Json.Obj args, Digest digest, String rule, Optional<Review> review) {}

    /** What came of sending. An effect that was settled meanwhile stays as it is. */
    static void returned(Decision decision, Situation situation, String id, ToolResult result) {
        var effect = unsettled(decision, id);
        if (effect.isEmpty()) {
            return;
        }
        var sent = effect.get();
        switch (result) {
            case ToolResult.Done done -> decision.emit(new RunEvent.EffectConfirmed(id, done.result()));
            case ToolResult.Refused refused -> refused(decision, situation, sent, refused);
            case ToolResult.Unavailable unavailable -> unavailable(decision, situation, sent, unavailable);
            case ToolResult.Unknown unknown -> uncertain(decision, situation, sent, unknown.reason(), situation.now());
        }
    }

    private static void refused(Decision decision, Situation situation, EffectState sent, ToolResult.Refused refused) {
        if (sent.perhapsDone() && provesNothing(situation, sent, refused.refusal())) {
            uncertain(decision, situation, sent, refused.reason(), sent.certainFrom());
        } else {
            decision.emit(new RunEvent.EffectFailed(
                    sent.id(), RunEvent.Cause.REFUSED, sent.tool() + " refused: " + refused.reason()));
        }
    }

    /**
     * Whether an earlier sending may have been done although this one was refused: nobody may ask any more, or the system
     * says that the same key is being worked on. Who says the latter to the last means something else by it.
     */
    private static boolean provesNothing(Situation situation, EffectState sent, ToolResult.Refusal refusal) {
        return switch (refusal) {
            case FORBIDDEN -> true;
            case CONFLICT -> canBeFoundOut(situation, sent);
            case NOT_FOUND, INVALID -> false;
        };
    }

    private static boolean canBeFoundOut(Situation situation, EffectState sent) {
        return switch (spec(situation, sent).idempotency()) {
            case Idempotency.Key key ->
                isValid(key, sent, situation.now()) || key.lookup().isPresent();
            case Idempotency.Lookup ignored -> true;
            case Idempotency.None ignored -> false;
        };
    }

    private static void unavailable(
            Decision decision, Situation situation, EffectState sent, ToolResult.Unavailable unavailable) {
        if (sent.perhapsDone()) {
            uncertain(decision, situation, sent, unavailable.reason(), sent.certainFrom(), unavailable.retryAfter());
            return;
        }
        var run = decision.active().orElseThrow();
        switch (Retry.of(run, situation, sent.tries(), sent.id(), unavailable.retryAfter())) {
            case Retry.At again ->
                decision.emit(new RunEvent.EffectDeferred(sent.id(), unavailable.reason(), again.time()));
            case Retry.Never never ->
                decision.emit(new RunEvent.EffectFailed(
                        sent.id(),
                        RunEvent.Cause.ERROR,
                        sent.tool() + " was not done " + never.reason() + ": " + unavailable.reason()));
        }
    }

    /** Whoever was sending is gone: everything that was on its way may have been done. */
    static void takenOver(Decision decision, Situation situation, Set<String> own) {
        for (var effect : decision.active().map(RunState.Active::unsettled).orElse(List.of())) {
            if (effect.status() instanceof EffectState.Status.Sending && !own.contains(effect.id())) {
                var lastArrival = effect.sendBy().plus(spec(situation, effect).timeout());
                uncertain(decision, situation, effect, "the process that sent it ended before the answer", lastArrival);
            }
        }
    }

    private static void uncertain(
            Decision decision, Situation situation, EffectState effect, String reason, Instant lastArrival) {
        uncertain(decision, situation, effect, reason, lastArrival, Optional.empty());
    }

    private static void uncertain(
            Decision decision,
            Situation situation,
            EffectState effect,
            String reason,
            Instant lastArrival,
            Optional<Duration> asked) {
        var now = situation.now();
        switch (spec(situation, effect).idempotency()) {
            case Idempotency.Key key -> {
                var atOnce = effect.checks() == 0 && effect.tries() == 1 && asked.isEmpty();
                var next = atOnce ? now : Retry.next(now, effect.tries(), effect.id(), asked);
                if (isValid(key, effect, next)) {
                    tellUnknown(decision, effect, reason, Optional.of(next), lastArrival);
                } else {
                    lookUpOrAsk(decision, situation, effect, reason, lastArrival);
                }
            }
            case Idempotency.Lookup ignored -> lookUpOrAsk(decision, situation, effect, reason, lastArrival);
            case Idempotency.None none ->
                tellUnknown(decision, effect, reason, Optional.empty(), lastArrival.plus(none.settle()));
        }
    }

    /** Whether the system still knows the key, so that the same call is done once. */
    private static boolean isValid(Idempotency.Key key, EffectState effect, Instant at) {
        return effect.tries() < Backoff.ATTEMPTS
                && at.isBefore(effect.intendedAt().plus(key.validFor()));
    }

    private static void lookUpOrAsk(
            Decision decision, Situation situation, EffectState effect, String reason, Instant lastArrival) {
        var lookup = spec(situation, effect).idempotency().lookup();
        var now = situation.now();
        var next = effect.checks() == 0 ? now : Backoff.after(now, effect.checks(), effect.id());
        var usable = lookup.isPresent() && effect.checks() < Backoff.ATTEMPTS;
        var certain =
                lookup.map(Idempotency.Lookup::settle).map(lastArrival::plus).orElse(lastArrival);
        tellUnknown(decision, effect, reason, usable ? Optional.of(next) : Optional.empty(), certain);
    }

    private static void tellUnknown(
            Decision decision, EffectState effect, String reason, Optional<Instant> next, Instant certainFrom) {
        decision.emit(new RunEvent.EffectUnknown(effect.id(), reason, next, certainFrom));
    }

    /** What came of looking an effect up. */
    static void lookedUp(Decision decision, Situation situation, String id, ToolResult result) {
        var effect = unsettled(decision, id);
        if (effect.isEmpty()) {
            return;
        }
        var asked = effect.get();
        switch (result) {
            case ToolResult.Done done -> judge(decision, situation, asked, done.result());
            case ToolResult.Refused refused -> again(decision, situation, asked, refused.reason());
            case ToolResult.Unavailable unavailable -> again(decision, situation, asked, unavailable.reason());
            case ToolResult.Unknown unknown -> again(decision, situation, asked, unknown.reason());
        }
    }

    private static void judge(Decision decision, Situation situation, EffectState effect, Json answer) {
        var tool = situation.program().tool(effect.tool());
        switch (tool.judge(effect.args(), effect.id(), answer)) {
            case CompiledTool.Finding.Happened found ->
                decision.emit(new RunEvent.EffectReconciled(effect.id(), true, found.result()));
            case CompiledTool.Finding.DidNotHappen ignored -> notFound(decision, situation, effect);
            case CompiledTool.Finding.Unclear unclear -> again(decision, situation, effect, unclear.reason());
        }
    }

    private static void notFound(Decision decision, Situation situation, EffectState effect) {
        if (situation.now().isBefore(effect.certainFrom())) {
            tellUnknown(
                    decision,
                    effect,
                    "not found so far; that proves nothing before " + effect.certainFrom(),
                    Optional.of(effect.certainFrom()),
                    effect.certainFrom());
        } else {
            decision.emit(new RunEvent.EffectReconciled(effect.id(), false, Json.Null.INSTANCE));
        }
    }

    private static void again(Decision decision, Situation situation, EffectState effect, String reason) {
        var next = effect.checks() < Backoff.ATTEMPTS
                ? Optional.of(Backoff.after(situation.now(), effect.checks(), effect.id()))
                : Optional.<Instant>empty();
        tellUnknown(decision, effect, "looking it up failed: " + reason, next, effect.certainFrom());
    }

    /** Lets effects go on whose time has come. While the run ends nothing is sent that certainly was not done. */
    static void advance(Decision decision, Situation situation) {
        for (var effect : decision.active().map(RunState.Active::unsettled).orElse(List.of())) {
            switch (effect.status()) {
                case EffectState.Status.Deferred deferred -> resendOrGiveUp(decision, situation, effect, deferred);
                case EffectState.Status.Uncertain uncertain -> {
                    if (!uncertain.next().isAfter(situation.now())) {
                        lookInto(decision, situation, effect, uncertain.reason());
                    }
                }
                case EffectState.Status.Sending ignored -> {}
                case EffectState.Status.NeedsPerson ignored -> {}
                case EffectState.Status.Confirmed ignored -> {}
                case EffectState.Status.Standing ignored -> {}
                case EffectState.Status.Undone ignored -> {}
                case EffectState.Status.NotDone ignored -> {}
            }
        }
    }

    /** With a key that the system has forgotten by now, as after days without a worker, only a person can tell. */
    private static void lookInto(Decision decision, Situation situation, EffectState effect, String reason) {
        if (byKey(situation, effect)) {
            resend(decision, situation, effect);
        } else if (spec(situation, effect).idempotency().lookup().isEmpty()) {
            tellUnknown(decision, effect, reason, Optional.empty(), effect.certainFrom());
        }
    }

    /** Whether the same call with the same key tells what became of it. */
    private static boolean byKey(Situation situation, EffectState effect) {
        return spec(situation, effect).idempotency() instanceof Idempotency.Key key
                && isValid(key, effect, situation.now());
    }

    /** Whether it can be found out what became of it, when a person has it tried again. */
    static boolean canBeAskedAgain(RunProgram program, Instant now, EffectState effect) {
        var idempotency = program.tool(effect.tool()).spec().idempotency();
        return idempotency.lookup().isPresent()
                || (idempotency instanceof Idempotency.Key key
                        && now.isBefore(effect.intendedAt().plus(key.validFor())));
    }

    private static void resendOrGiveUp(
            Decision decision, Situation situation, EffectState effect, EffectState.Status.Deferred deferred) {
        var run = decision.active().orElseThrow();
        if ((run.isEnding() || run.isBetweenPlans()) && !effect.step().isUndo()) {
            var why = run.isEnding() ? "the run is ending" : "what it was for is planned anew";
            decision.emit(new RunEvent.EffectFailed(
                    effect.id(), RunEvent.Cause.ERROR, effect.tool() + " was not done, and " + why));
        } else if (!deferred.retryAt().isAfter(situation.now())) {
            resend(decision, situation, effect);
        }
    }

    private static void resend(Decision decision, Situation situation, EffectState effect) {
        decision.emit(new RunEvent.EffectResent(effect.id(), effect.attempts() + 1, situation.sendBy()));
    }

    static List<NextAction> actions(RunState.Active run, Situation situation) {
        var actions = new ArrayList<NextAction>();
        for (var effect : run.unsettled()) {
            switch (effect.status()) {
                case EffectState.Status.Sending ignored ->
                    actions.add(new NextAction.Send(
                            effect.id(), effect.attempts(), spec(situation, effect), effect.args(), effect.sendBy()));
                case EffectState.Status.Uncertain uncertain
                when !uncertain.next().isAfter(situation.now()) && !byKey(situation, effect) ->
                    lookUp(situation, effect).ifPresent(actions::add);
                case EffectState.Status.Uncertain ignored -> {}
                case EffectState.Status.Deferred ignored -> {}
                case EffectState.Status.NeedsPerson ignored -> {}
                case EffectState.Status.Confirmed ignored -> {}
                case EffectState.Status.Standing ignored -> {}
                case EffectState.Status.Undone ignored -> {}
                case EffectState.Status.NotDone ignored -> {}
            }
        }
        return actions;
    }

    private static Optional<NextAction> lookUp(Situation situation, EffectState effect) {
        var tool = situation.program().tool(effect.tool());
        return tool.lookupTool()
                .map(read -> new NextAction.LookUp(
                        effect.id(),
                        situation.program().tool(read).spec(),
                        tool.lookupArgs(effect.args(), effect.id())));
    }

    /** When an effect wants to be looked at again. */
    static Optional<Instant> nextWake(RunState.Active run) {
        return run.unsettled().stream()
                .flatMap(effect -> switch (effect.status()) {
                    case EffectState.Status.Deferred deferred -> Stream.of(deferred.retryAt());
                    case EffectState.Status.Uncertain uncertain -> Stream.of(uncertain.next());
                    case EffectState.Status.Sending sending -> Stream.<Instant>empty();
                    case EffectState.Status.NeedsPerson needs -> Stream.<Instant>empty();
                    case EffectState.Status.Confirmed confirmed -> Stream.<Instant>empty();
                    case EffectState.Status.Standing standing -> Stream.<Instant>empty();
                    case EffectState.Status.Undone undone -> Stream.<Instant>empty();
                    case EffectState.Status.NotDone notDone -> Stream.<Instant>empty();
                })
                .min(Instant::compareTo);
    }

    /** Takes what a person found out. */
    static void resolve(Decision decision, Situation situation, RunCommand.ResolveByHand command) {
        var waits = unsettled(decision, command.effect())
                .filter(effect -> !(effect.status() instanceof EffectState.Status.Sending))
                .filter(effect -> command.happened() || effect.canBeDenied(situation.now()));
        if (waits.isPresent()) {
            decision.emit(new RunEvent.EffectResolvedByHand(
                    command.effect(), command.happened(), command.reference(), command.by()));
        }
    }

    private static Optional<EffectState> unsettled(Decision decision, String id) {
        return decision.active()
                .flatMap(run -> Optional.ofNullable(run.effects().get(id)))
                .filter(effect -> !effect.isSettled());
    }

    private static ToolSpec spec(Situation situation, EffectState effect) {
        return situation.program().tool(effect.tool()).spec();
    }
}
