package dev.baton.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a model is doing in this process.
 *
 * @param provider as files say it
 * @param model as the provider names it
 * @param host that it is asked at
 * @param keyName the variable of its key, where it needs one
 * @param roles that it serves, be it as a stand-in
 * @param message what the state means and what to do; empty when all is well
 * @param priced whether it is known what it costs
 * @param today what it cost since the day (UTC) began, by all nodes
 * @param last what went wrong last
 */
public record ModelStatus(
        String name,
        String provider,
        String model,
        String host,
        Optional<String> keyName,
        List<ModelRole> roles,
        State state,
        String message,
        boolean priced,
        Optional<ModelCost> today,
        Optional<ModelCost> dailyCap,
        Counts counts,
        Optional<Failed> last) {

    public ModelStatus {
        roles = List.copyOf(roles);
    }

    /** Whether it would be asked now. */
    public enum State {
        READY,
        /** A variable that it needs is not set. */
        UNAVAILABLE,
        /** It failed too often and is left alone for a while. */
        PAUSED,
        /** What it may cost on a day is spent. */
        OVER_CAP
    }

    /**
     * What happened since this process began.
     *
     * @param calls that reached the provider, tries again included
     * @param failures among them
     * @param standIns how often another model was asked instead
     * @param time of all calls together
     */
    public record Counts(
            long calls, long failures, long standIns, long input, long cached, long output, Duration time) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, Duration.ZERO);
    }

    /** A call that failed. */
    public record Failed(Instant at, ModelException.Kind kind, String message) {}
}
