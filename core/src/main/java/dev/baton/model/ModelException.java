package dev.baton.model;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** There is no usable reply. The message is for people: which model, what happened, what to do; it holds no key. */
public final class ModelException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final transient Optional<Duration> retryAfter;

    /** What went wrong. */
    public enum Kind {
        /** There is no key, or the provider does not take it. */
        UNAUTHORIZED,
        /** Too many calls, or the provider's quota is used up. */
        RATE_LIMITED,
        /** The provider cannot be reached or has an error of its own. */
        UNAVAILABLE,
        /** No answer in time. */
        TIMED_OUT,
        /** The answer ended in the middle. */
        CUT_OFF,
        /** The answer makes no sense. */
        MALFORMED,
        /** The provider does not take this request; the same one again would not help. */
        INVALID,
        /** What may be spent is spent. */
        OVER_BUDGET;

        /** Whether the same request may be answered a moment later. */
        public boolean isPassing() {
            return switch (this) {
                case RATE_LIMITED, UNAVAILABLE, TIMED_OUT, CUT_OFF, MALFORMED -> true;
                case UNAUTHORIZED, INVALID, OVER_BUDGET -> false;
            };
        }
    }

    public ModelException(Kind kind, String message) {
        this(kind, message, Optional.empty());
    }

    /** @param retryAfter when the provider wants to be asked again at the earliest */
    public ModelException(Kind kind, String message, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
