package dev.baton.models.supply;

import dev.baton.model.ModelException;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ModelStatus.Counts;
import dev.baton.model.ModelStatus.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts what happens with one model. */
final class Tally {
    private Counts counts = Counts.NONE;
    private Optional<Failed> last = Optional.empty();

    synchronized void answered(Usage usage, Duration time) {
        counts = new Counts(
                counts.calls() + 1,
                counts.failures(),
                counts.standIns(),
                counts.input() + usage.input(),
                counts.cached() + usage.cached(),
                counts.output() + usage.output(),
                counts.time().plus(time));
    }

    synchronized void failed(Instant at, ModelException failure, Duration time) {
        counts = new Counts(
                counts.calls() + 1,
                counts.failures() + 1,
                counts.standIns(),
                counts.input(),
                counts.cached(),
                counts.output(),
                counts.time().plus(time));
        last = Optional.of(new Failed(at, failure.kind(), failure.getMessage()));
    }

    synchronized void stoodInFor() {
        counts = new Counts(
                counts.calls(),
                counts.failures(),
                counts.standIns() + 1,
                counts.input(),
                counts.cached(),
                counts.output(),
                counts.time());
    }

    synchronized Counts counts() {
        return counts;
    }

    synchronized Optional<Failed> last() {
        return last;
    }
}
