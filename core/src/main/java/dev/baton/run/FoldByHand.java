package dev.baton.run;

import dev.baton.run.RunState.Active;
import dev.baton.run.RunState.Failure;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What it means to a run that a person did a step, had it skipped, or had it tried again. */
final class FoldByHand {
    private FoldByHand() {}

    static Active completed(Active run, RunEvent.CompletedByHand completed, Instant at) {
        var done = mended(run, completed.step())
                .with(completed.step(), new StepState.Done(completed.args(), completed.result(), at, true));
        return completed
                .effect()
                .map(id -> done.with(new EffectState(
                        id,
                        completed.step(),
                        completed.tool().orElseThrow(),
                        completed.args(),
                        completed.once(),
                        completed.windows(),
                        Optional.empty(),
                        at,
                        at,
                        0,
                        0,
                        0,
                        false,
                        at,
                        new EffectState.Status.Confirmed(completed.result(), at))))
                .orElse(done);
    }

    static Active skipped(Active run, RunEvent.SkippedByHand skipped, Instant at) {
        var reason = skipped.by().id() + " had it skipped: " + skipped.reason();
        return mended(run, skipped.step()).with(skipped.step(), new StepState.Skipped(reason, true, at));
    }

    /** Attempts are counted anew, because a person may know that something has changed. */
    static Active retried(Active before, RunEvent.StepRetried retried, Instant at) {
        var step = retried.step();
        var run = before.withoutRetries();
        return switch (run.steps().get(step)) {
            case StepState.Failed ignored -> mended(run, step);
            case StepState.Deferred it -> run.with(step, new StepState.Deferred(0, it.reason(), at));
            case StepState.Granted it -> run.with(step, new StepState.Granted(it.approval(), it.rechecked(), 0, at));
            case StepState.HandingOff it -> run.with(step, new StepState.HandingOff(it.contract(), it.input(), 0, at));
            case StepState.Intended(var effect) ->
                Optional.ofNullable(run.effects().get(effect))
                        .map(known -> run.with(known.retried(at)))
                        .orElse(run);
            case null -> run;
            case StepState other -> run;
        };
    }

    /**
     * The failure of a step no longer counts. What another step failed of still does; what was asked about the end of the
     * run is not asked any more.
     */
    private static Active mended(Active run, StepId step) {
        if (!(run.steps().get(step) instanceof StepState.Failed)) {
            return run;
        }
        var open = run.withoutState(step).withoutState(StepId.ENDING);
        return open.failure().flatMap(Failure::step).filter(step::equals).isPresent()
                ? open.failingOnlyOf(nextFailure(open))
                : open;
    }

    private static Optional<Failure> nextFailure(Active run) {
        return run.steps().entrySet().stream()
                .filter(it -> !it.getKey().isOfTheRuntime())
                .flatMap(it -> it.getValue() instanceof StepState.Failed failed
                        ? Stream.of(
                                new Failure(failed.cause(), Optional.of(it.getKey()), failed.reason(), failed.rule()))
                        : Stream.empty())
                .findFirst();
    }
}
