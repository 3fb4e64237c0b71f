package dev.baton.examples.backoffice.sample;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded choices; the same seed makes the same ones. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** An independent source, so that one part of the data can change without stirring the others. */
    Chance split() {
        return new Chance(random.split());
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** A number from least to most, both possible. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A duration from least to most, in whole seconds. */
    Duration between(Duration least, Duration most) {
        return Duration.ofSeconds(random.nextLong(least.toSeconds(), most.toSeconds() + 1));
    }
}
