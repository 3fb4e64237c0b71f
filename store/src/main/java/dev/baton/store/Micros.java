package dev.baton.store;

import java.time.Instant;

/** Times as whole microseconds since 1970: they sort as numbers and reach 290,000 years either way. */
public final class Micros {
    private static final long PER_SECOND = 1_000_000;
    private static final long LAST_SECOND = Long.MAX_VALUE / PER_SECOND - 1;

    private Micros() {}

    /** What is not over until then is not over a fraction earlier. */
    public static long roundedUp(Instant time) {
        return of(time, 999);
    }

    public static long roundedDown(Instant time) {
        return of(time, 0);
    }

    private static long of(Instant time, int carry) {
        var second = Math.clamp(time.getEpochSecond(), -LAST_SECOND, LAST_SECOND);
        return second * PER_SECOND + (time.getNano() + carry) / 1000;
    }

    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000);
    }
}
