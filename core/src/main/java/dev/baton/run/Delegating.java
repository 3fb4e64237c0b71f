package dev.baton.run;

import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.plan.CompiledStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Steps that hand work to another agent. The intent is durable before the child run starts, so that no child is ever
 * forgotten, and the parent does not end before its children have.
 */
final class Delegating {
    private static final int DEEPEST = 8;

    private Delegating() {}

    static void start(Decision decision, StepId step, RunEvent.HandoffStarted started) {
        if (depth(decision.active().orElseThrow()) > DEEPEST) {
            var reason = "agents have handed this off to each other " + DEEPEST + " times; do they go in circles?";
            decision.emit(new RunEvent.StepFailed(step, RunEvent.Cause.ERROR, reason));
        } else {
            decision.emit(started);
        }
    }

    private static int depth(RunState.Active run) {
        return run.submitted().parent().map(RunEvent.Parent::depth).orElse(0) + 1;
    }

    static List<NextAction> actions(RunState.Active run, Instant now) {
        return run.steps().entrySet().stream()
                .flatMap(entry -> action(run, entry.getKey(), entry.getValue(), now).stream())
                .toList();
    }

    private static Optional<NextAction> action(RunState.Active run, StepId step, StepState state, Instant now) {
        if (state instanceof StepState.HandedOff handed) {
            return Optional.of(new NextAction.Follow(step, handed.contract(), run.isEnding()));
        }
        if (!(state instanceof StepState.HandingOff handing)) {
            return Optional.empty();
        }
        if (run.isEnding()) {
            return Optional.of(new NextAction.Follow(step, handing.contract(), true));
        }
        return handing.notBefore().isAfter(now)
                ? Optional.empty()
                : Optional.of(new NextAction.HandOff(step, handing.contract(), handing.input(), depth(run)));
    }

    /** When a handoff is tried again. */
    static Optional<Instant> nextWake(RunState.Active run) {
        if (run.isEnding()) {
            return Optional.empty();
        }
        return run.steps().values().stream()
                .flatMap(state -> state instanceof StepState.HandingOff handing
                        ? Stream.of(handing.notBefore())
                        : Stream.<Instant>empty())
                .min(Instant::compareTo);
    }

    static void returned(Decision decision, Situation situation, RunCommand.HandoffReturned returned) {
        var step = returned.step();
        var state = decision.active().orElseThrow().steps().get(step);
        if (!(state instanceof StepState.HandingOff || state instanceof StepState.HandedOff)) {
            return;
        }
        switch (returned.delegation()) {
            case Delegation.Accepted(var handoff) -> {
                if (state instanceof StepState.HandingOff) {
                    decision.emit(new RunEvent.HandedOff(step, handoff));
                }
            }
            case Delegation.Ended(var handoff, var receipt) -> ended(decision, situation, step, handoff, receipt);
            case Delegation.Refused(var reason) ->
                decision.emit(new RunEvent.StepFailed(step, RunEvent.Cause.REFUSED, reason));
            case Delegation.Unavailable unavailable -> later(decision, situation, step, unavailable);
            case Delegation.None ignored ->
                decision.emit(new RunEvent.StepFailed(
                        step, RunEvent.Cause.ERROR, "it was not handed off: the run is ending"));
        }
    }

    /** A plan that expects something of the receipt judges by that; otherwise the child has to complete. */
    private static void ended(Decision decision, Situation situation, StepId step, String handoff, Receipt receipt) {
        decision.emit(new RunEvent.HandoffEnded(step, handoff, receipt));
        var run = decision.active().orElseThrow();
        var expects = situation
                .plan(run)
                .step(step.step())
                .flatMap(CompiledStep::expect)
                .isPresent();
        if (expects) {
            StepOutcome.expect(decision, situation, step, receipt.toJson());
        } else if (receipt.state() != HandoffState.COMPLETED) {
            var reason = handoff + " ended " + receipt.state().word()
                    + receipt.reason().map(why -> ": " + why).orElse("");
            var cause = receipt.state() == HandoffState.REJECTED ? RunEvent.Cause.REFUSED : RunEvent.Cause.ERROR;
            decision.emit(new RunEvent.StepFailed(step, cause, reason));
        }
    }

    private static void later(Decision decision, Situation situation, StepId step, Delegation.Unavailable unavailable) {
        StepOutcome.defer(decision, situation, step, unavailable.reason(), Optional.of(unavailable.retryAfter()));
    }
}
