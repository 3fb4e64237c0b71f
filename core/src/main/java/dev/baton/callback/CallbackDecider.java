package dev.baton.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what is to be sent to whom, and what follows from how that went. Each subscription is told one thing after the
 * other: a later state is not sent before an earlier one was taken or given up.
 */
public final class CallbackDecider {
    /** The retry schedule of Standard Webhooks 1.0.0: the pause before each attempt. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** After so many attempts a message is given up. */
    public static final int ATTEMPTS = PAUSES.size();

    /** No receiver puts a message off for longer. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    /** By how much of itself a pause is drawn out at most, so that not all come back at once. */
    private static final double SPREAD = 0.2;

    private CallbackDecider() {}

    /**
     * A message to be sent now.
     *
     * @param number of the attempt, from 1
     */
    public record Attempt(Subscription subscription, Moment moment, int number) {}

    /** What is to be sent now, at most one message to each subscription, and letters that are sent again. */
    public static List<Attempt> due(CallbackState state, List<Moment> moments, Instant now) {
        var due = new ArrayList<Attempt>();
        for (var told : state.subscriptions().values()) {
            if (told.isActive()) {
                resends(told, moments)
                        .filter(it -> it.trial().isDue(now))
                        .map(Pending::attempt)
                        .forEach(due::add);
                next(told, moments)
                        .filter(it -> it.trial().isDue(now))
                        .map(Pending::attempt)
                        .ifPresent(due::add);
            }
        }
        return due;
    }

    /** When the next thing is to be sent by time alone; empty when only a new state brings one. */
    public static Optional<Instant> nextDue(CallbackState state, List<Moment> moments) {
        return state.subscriptions().values().stream()
                .filter(Told::isActive)
                .flatMap(told -> Stream.concat(resends(told, moments), next(told, moments).stream()))
                .map(pending -> pending.trial().retryAt().orElse(Instant.EPOCH))
                .min(Instant::compareTo);
    }

    /** A message and how sending it goes. */
    public record Pending(Subscription subscription, Moment moment, Trial trial) {
        private Attempt attempt() {
            return new Attempt(subscription, moment, trial.attempts() + 1);
        }
    }

    /** What a subscription is to be told next. */
    public static Optional<Pending> next(Told told, List<Moment> moments) {
        return moments.stream()
                .filter(moment -> moment.revision() > told.after())
                .findFirst()
                .map(moment -> new Pending(told.subscription(), moment, told.trial()));
    }

    private static Stream<Pending> resends(Told told, List<Moment> moments) {
        return told.dead().values().stream()
                .flatMap(letter -> letter.resend().stream()
                        .flatMap(trial -> moments.stream()
                                .filter(moment -> moment.revision() == letter.revision())
                                .map(moment -> new Pending(told.subscription(), moment, trial))));
    }

    /**
     * What follows from how an attempt went.
     *
     * @param jitter from 0 to 1, by which the next pause is drawn out
     */
    public static List<CallbackEvent> after(
            CallbackState state, Attempt attempt, Answer answer, Instant now, double jitter) {
        var id = attempt.subscription().id();
        var isWanted = state.find(id).filter(Told::isActive).filter(it -> isOpen(it, attempt));
        if (isWanted.isEmpty()) {
            return List.of(); // removed meanwhile, or settled by another node that had taken over
        }
        var revision = attempt.moment().revision();
        return switch (answer) {
            case Answer.Taken(var status) ->
                List.of(new CallbackEvent.Delivered(id, revision, attempt.number(), status));
            case Answer.Failed failed
            when attempt.number() < ATTEMPTS ->
                List.of(new CallbackEvent.AttemptFailed(
                        id, revision, attempt.number(), failed.reason(), now.plus(pause(attempt, failed, jitter))));
            case Answer.Failed(var reason, var ignored) -> List.of(dead(attempt, reason));
            case Answer.Hopeless(var reason) -> List.of(dead(attempt, reason));
            case Answer.Gone(var reason) -> List.of(dead(attempt, reason), new CallbackEvent.Disabled(id, reason));
        };
    }

    private static boolean isOpen(Told told, Attempt attempt) {
        var revision = attempt.moment().revision();
        var letter = Optional.ofNullable(told.dead().get(revision));
        return revision > told.after() || letter.flatMap(DeadLetter::resend).isPresent();
    }

    private static CallbackEvent dead(Attempt attempt, String reason) {
        return new CallbackEvent.DeadLettered(
                attempt.subscription().id(),
                attempt.moment().revision(),
                attempt.moment().state(),
                attempt.number(),
                reason);
    }

    private static Duration pause(Attempt attempt, Answer.Failed failed, double jitter) {
        var planned = PAUSES.get(attempt.number());
        var drawnOut = planned.plusMillis((long) (planned.toMillis() * SPREAD * jitter));
        var asked = failed.retryAfter().orElse(Duration.ZERO);
        if (asked.compareTo(drawnOut) <= 0) {
            return drawnOut;
        }
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }
}
