package dev.baton.models.supply;

import dev.baton.model.ChatModel;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelException;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import dev.baton.model.ModelStatus.State;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One model with everything that keeps it from doing harm: tries again where that may help, takes its turn among
 * others, rests after failures, and stops at the day's cap. Calls that are under way when the cap is reached end.
 */
final class SuppliedModel implements ChatModel {
    private static final Duration NOTHING = Duration.ZERO;

    private final ModelDefinition definition;
    private final Source source;
    private final Resilience resilience;
    private final InstantSource clock;
    private final Spending spending;
    private final CallWatch watch;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final Tally tally = new Tally();
    private volatile Instant restsUntil = Instant.MIN;

    /** Where answers come from, or why there are none. */
    sealed interface Source {
        record Open(ChatModel model, String host) implements Source {}

        /** @param variable that is not set */
        record Missing(String variable, String host) implements Source {}

        String host();
    }

    /** What a call may show to others as it goes. */
    private static final class Speech implements Consumer<String> {
        private final Consumer<String> listener;
        private volatile boolean begun;

        Speech(Consumer<String> listener) {
            this.listener = listener;
        }

        @Override
        public void accept(String piece) {
            begun = true;
            listener.accept(piece);
        }
    }

    SuppliedModel(
            ModelDefinition definition,
            Source source,
            Resilience resilience,
            InstantSource clock,
            Spending spending,
            CallWatch watch) {
        this.definition = definition;
        this.source = source;
        this.resilience = resilience;
        this.clock = clock;
        this.spending = spending;
        this.watch = watch;
        this.breaker = resilience.breaker(definition.name(), clock);
        this.bulkhead = Resilience.bulkhead(definition.name(), definition.concurrency(), definition.timeout());
    }

    @Override
    public String name() {
        return definition.name();
    }

    ModelDefinition definition() {
        return definition;
    }

    Source source() {
        return source;
    }

    Tally tally() {
        return tally;
    }

    State state() {
        if (source instanceof Source.Missing) {
            return State.UNAVAILABLE;
        }
        if (isOverCap()) {
            return State.OVER_CAP;
        }
        return isResting() ? State.PAUSED : State.READY;
    }

    /** What the state means; empty when all is well. */
    String message() {
        return switch (state()) {
            case READY -> "";
            case UNAVAILABLE -> missing();
            case PAUSED -> resting();
            case OVER_CAP -> overCap();
        };
    }

    @Override
    public ModelReply chat(ModelRequest request, Consumer<String> text) throws InterruptedException {
        return call(request, Optional.of(new Speech(text)));
    }

    /** Nobody hears the pieces, so that a broken answer can be asked for again. */
    @Override
    public ModelReply chat(ModelRequest request) throws InterruptedException {
        return call(request, Optional.empty());
    }

    private ModelReply call(ModelRequest request, Optional<Speech> speech) throws InterruptedException {
        if (!(source instanceof Source.Open(var model, var _))) {
            throw new ModelException(Kind.UNAUTHORIZED, missing());
        }
        if (isOverCap()) {
            throw new ModelException(Kind.OVER_BUDGET, overCap());
        }
        takeTurn();
        try {
            return retrying(model, request, speech);
        } finally {
            bulkhead.onComplete();
        }
    }

    private void takeTurn() throws InterruptedException {
        try {
            bulkhead.acquirePermission();
        } catch (BulkheadFullException e) {
            throw new ModelException(
                    Kind.RATE_LIMITED,
                    "the model '" + name() + "' is busy with " + definition.concurrency()
                            + " calls, which is its 'concurrency'");
        } catch (io.github.resilience4j.core.exception.AcquirePermissionCancelledException e) {
            throw interrupted();
        }
    }

    private ModelReply retrying(ChatModel model, ModelRequest request, Optional<Speech> speech)
            throws InterruptedException {
        var end = System.nanoTime() + definition.timeout().toNanos();
        Predicate<Throwable> again = failure -> failure instanceof ModelException told
                && told.kind().isPassing()
                && speech.map(it -> !it.begun).orElse(true)
                && !isResting()
                && System.nanoTime() < end;
        var retry = Retry.of(
                name(),
                RetryConfig.<ModelReply>custom()
                        .maxAttempts(resilience.attempts())
                        .intervalBiFunction((attempt, outcome) -> pause(attempt, outcome.getLeft()))
                        .retryOnException(again)
                        .build());
        try {
            return Retry.decorateCheckedSupplier(retry, () -> once(model, request, speech))
                    .get();
        } catch (InterruptedException | RuntimeException e) {
            if (e instanceof ModelException && Thread.currentThread().isInterrupted()) {
                throw interrupted(); // while it paused
            }
            throw e;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the model " + name() + " failed in a way that nobody knows", e);
        }
    }

    private long pause(int attempt, Throwable failure) {
        var asked = failure instanceof ModelException told ? told.retryAfter().orElse(NOTHING) : NOTHING;
        return Math.max(asked.toMillis(), resilience.pauses().apply(attempt));
    }

    private ModelReply once(ChatModel model, ModelRequest request, Optional<Speech> speech)
            throws InterruptedException {
        if (!breaker.tryAcquirePermission()) {
            throw new ModelException(Kind.UNAVAILABLE, resting());
        }
        var began = System.nanoTime();
        try (var seen = watch.begin(definition, source.host(), request)) {
            try {
                var reply = speech.isPresent() ? model.chat(request, speech.get()) : model.chat(request);
                answered(request, reply, began);
                seen.answered(reply);
                return reply;
            } catch (ModelException e) {
                failed(e, began);
                seen.failed(e.kind().name());
                throw e;
            } catch (InterruptedException | RuntimeException e) {
                breaker.releasePermission(); // says nothing about the model
                seen.failed(e.getClass().getSimpleName());
                throw e;
            }
        }
    }

    private void answered(ModelRequest request, ModelReply reply, long began) {
        var time = since(began);
        breaker.onSuccess(time.toNanos(), TimeUnit.NANOSECONDS);
        tally.answered(reply.usage(), time);
        spending.add(clock.instant(), request.prompt(), reply, time);
    }

    private void failed(ModelException failure, long began) {
        var time = since(began);
        tally.failed(clock.instant(), failure, time);
        if (failure.kind() == Kind.INVALID) {
            breaker.releasePermission(); // the request's fault
            return;
        }
        breaker.onError(time.toNanos(), TimeUnit.NANOSECONDS, failure);
        failure.retryAfter()
                .filter(pause -> pause.compareTo(resilience.longestPause()) > 0)
                .ifPresent(this::rest);
        if (breaker.getState() == CircuitBreaker.State.OPEN && !isResting()) {
            restsUntil = clock.instant().plus(resilience.rest());
        }
    }

    private void rest(Duration pause) {
        restsUntil = clock.instant().plus(pause);
        breaker.transitionToOpenStateFor(pause);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private boolean isResting() {
        return breaker.getState() == CircuitBreaker.State.OPEN
                && clock.instant().isBefore(restsUntil);
    }

    private boolean isOverCap() {
        return definition
                .dailyCap()
                .filter(cap -> spending.onDayOf(clock.instant(), name(), cap.currency())
                                .amount()
                                .compareTo(cap.amount())
                        >= 0)
                .isPresent();
    }

    private String missing() {
        var variable = source instanceof Source.Missing it ? it.variable() : "";
        return "the model '" + name() + "' at " + source.host() + " is not asked: " + variable
                + " has no value; set it in the environment or in the secret file";
    }

    private String resting() {
        var left = Duration.between(clock.instant(), restsUntil);
        return "the model '" + name() + "' at " + source.host() + " is left alone for "
                + Math.max(1, left.toSeconds()) + " s after failures; the last one: "
                + tally.last().map(last -> last.message()).orElse("unknown");
    }

    private String overCap() {
        var cap = definition.dailyCap().orElseThrow();
        return "the model '" + name() + "' has cost its 'dailyCap' of "
                + cap.amount().toPlainString() + " " + cap.currency() + " today; it is asked again from midnight UTC";
    }

    private InterruptedException interrupted() {
        Thread.interrupted();
        return new InterruptedException("the call of " + name() + " was broken off");
    }
}
