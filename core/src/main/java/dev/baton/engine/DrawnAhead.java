package dev.baton.engine;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Unpredictable numbers, drawn many at a time: asked for one by one, as every event does, they cost as much as hashing. */
final class DrawnAhead implements RandomGenerator {
    private static final int BYTES = 4096;

    private final SecureRandom source;
    private final ByteBuffer drawn = ByteBuffer.allocate(BYTES).limit(0);

    DrawnAhead(SecureRandom source) {
        this.source = source;
    }

    @Override
    public synchronized long nextLong() {
        if (drawn.remaining() < Long.BYTES) {
            source.nextBytes(drawn.array());
            drawn.clear();
        }
        return drawn.getLong();
    }
}
