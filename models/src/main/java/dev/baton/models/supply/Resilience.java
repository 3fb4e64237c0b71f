package dev.baton.models.supply;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * How much is put up with from a model.
 *
 * @param attempts of one call, the first included
 * @param firstPause before the second attempt; doubled for each further one, and blurred
 * @param longestPause that is waited for; a provider that asks for more is left alone until then
 * @param failures of the last {@code 2 * failures} calls after which the model is left alone
 * @param rest how long it is left alone
 */
public record Resilience(int attempts, Duration firstPause, Duration longestPause, int failures, Duration rest) {
    public static final Resilience USUAL =
            new Resilience(3, Duration.ofMillis(500), Duration.ofSeconds(15), 5, Duration.ofSeconds(30));

    private static final double GROWTH = 2;
    private static final double BLUR = 0.5;

    IntervalFunction pauses() {
        return IntervalFunction.ofExponentialRandomBackoff(firstPause, GROWTH, BLUR, longestPause);
    }

    CircuitBreaker breaker(String name, InstantSource clock) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(2 * failures)
                        .minimumNumberOfCalls(failures)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(rest)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock instanceof Clock exact ? exact : clock.withZone(ZoneOffset.UTC))
                        .build());
    }

    /** @param patience how long a call waits for its turn */
    static Bulkhead bulkhead(String name, int concurrency, Duration patience) {
        return Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(concurrency)
                        .maxWaitDuration(patience)
                        .fairCallHandlingStrategyEnabled(true)
                        .build());
    }
}
