package dev.baton.server.door.hook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The time that a sender signed: a delivery that was recorded cannot be sent again much later. */
record SignedTime(Instant at) {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    /** Seconds since 1970, as both Standard Webhooks and Stripe write it. */
    static Optional<SignedTime> parse(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(new SignedTime(Instant.ofEpochSecond(Long.parseLong(text))))
                : Optional.empty();
    }

    /** Why a delivery of that time is not taken now, if it is not. */
    Optional<Verdict> objection(Instant now, Duration tolerance) {
        if (at.isBefore(now.minus(tolerance))) {
            return Optional.of(stale("older than " + tolerance + "; a sender signs every attempt anew"));
        }
        return at.isAfter(now.plus(tolerance))
                ? Optional.of(stale("more than " + tolerance + " ahead of the clock here; one of both clocks is wrong"))
                : Optional.empty();
    }

    private static Verdict stale(String words) {
        return new Verdict.Refused(Verdict.Why.STALE, "the time that was signed is " + words);
    }
}
