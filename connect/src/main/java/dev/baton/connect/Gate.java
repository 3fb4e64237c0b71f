package dev.baton.connect;

import dev.baton.tool.ConnectionOptions;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What all calls of one connection pass: no more at once and in a time than its file allows, and none for a moment after
 * many in a row failed. Who is not let through has certainly done nothing.
 */
final class Gate {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final int CALLS_JUDGED = 10;

    private final String connection;
    private final Optional<Bulkhead> concurrency;
    private final Optional<RateLimiter> rate;
    private final CircuitBreaker breaker;

    Gate(String connection, ConnectionOptions options) {
        this.connection = connection;
        this.concurrency = options.concurrency()
                .map(most -> Bulkhead.of(
                        connection,
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(most)
                                .maxWaitDuration(LONGEST_WAIT)
                                .build()));
        this.rate = options.rate()
                .map(most -> RateLimiter.of(
                        connection,
                        RateLimiterConfig.custom()
                                .limitForPeriod(most.calls())
                                .limitRefreshPeriod(most.period())
                                .timeoutDuration(LONGEST_WAIT)
                                .build()));
        this.breaker = CircuitBreaker.of(
                connection,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(CALLS_JUDGED)
                        .minimumNumberOfCalls(CALLS_JUDGED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(REST)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    Tool around(Tool tool) {
        return new Guarded(tool);
    }

    private final class Guarded implements Tool {
        private final Tool tool;

        Guarded(Tool tool) {
            this.tool = tool;
        }

        @Override
        public ToolSpec spec() {
            return tool.spec();
        }

        @Override
        public ToolResult call(ToolCall call) throws InterruptedException {
            if (rate.isPresent() && !rate.get().acquirePermission()) {
                return refused("more calls than its 'rate' allows are waiting");
            }
            if (concurrency.isPresent() && !concurrency.get().tryAcquirePermission()) {
                return refused("as many calls as its 'concurrency' allows are under way");
            }
            try {
                return judged(call);
            } finally {
                concurrency.ifPresent(Bulkhead::onComplete);
            }
        }

        private ToolResult judged(ToolCall call) throws InterruptedException {
            if (!breaker.tryAcquirePermission()) {
                return refused("its last calls all failed, so it is left alone for " + REST.toSeconds() + " s");
            }
            var start = System.nanoTime();
            try {
                var result = tool.call(call);
                note(result, System.nanoTime() - start);
                return result;
            } catch (InterruptedException | RuntimeException e) {
                breaker.releasePermission();
                throw e;
            }
        }

        private ToolResult refused(String why) {
            return new ToolResult.Unavailable(
                    tool.spec().name() + " was not called: of the connection " + connection + ", " + why,
                    Optional.of(LONGEST_WAIT));
        }
    }

    private void note(ToolResult result, long nanos) {
        switch (result) {
            case ToolResult.Done ignored -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            case ToolResult.Refused ignored -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            case ToolResult.Unavailable(var reason, var ignored) -> failed(reason, nanos);
            case ToolResult.Unknown(var reason) -> failed(reason, nanos);
        }
    }

    private void failed(String reason, long nanos) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, new IllegalStateException(reason));
    }
}
