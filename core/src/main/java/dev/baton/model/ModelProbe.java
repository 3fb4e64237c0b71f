package dev.baton.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one tiny call to a model, made to see whether it works.
 *
 * @param host that was asked
 * @param keyName the variable of its key, where it needs one
 * @param problem what is wrong and what to do; empty when it answered
 */
public record ModelProbe(
        String name,
        String provider,
        String model,
        String host,
        Optional<String> keyName,
        Duration latency,
        Optional<String> problem) {

    public boolean works() {
        return problem.isEmpty();
    }
}
