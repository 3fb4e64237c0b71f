package dev.baton.bench.load;

import java.util.Locale;

/** What the steps of a run are. */
public enum Work {
    /** Each step asks a system something. */
    READS,
    /** Each step changes something in a system that takes an idempotency key. */
    WRITES;

    /** How many durable steps a run has, each resting on the one before. */
    public static final int STEPS = 5;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Work of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
