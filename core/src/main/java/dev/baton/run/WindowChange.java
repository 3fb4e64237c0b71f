package dev.baton.run;

import dev.baton.json.Digest;
import java.math.BigDecimal;
import java.time.Duration;

/** What an event of a run changes in a sum over time. */
public sealed interface WindowChange {
    Digest account();

    String effect();

    /** The effect counts. */
    record Reserve(Digest account, String effect, String window, Duration over, BigDecimal amount)
            implements WindowChange {}

    /** It certainly was not done, or was taken back. */
    record Release(Digest account, String effect) implements WindowChange {}
}
