package dev.baton.engine;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Mints ids that sort by time: 48 bits of milliseconds and 80 random bits in Crockford's base 32, 26 characters.
 *
 * @param random must be unpredictable, since salts come from it too
 */
public record Ids(InstantSource clock, RandomGenerator random) {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    public String next() {
        var id = new StringBuilder(26);
        append(id, clock.millis(), 10);
        append(id, random.nextLong(), 8);
        append(id, random.nextLong(), 8);
        return id.toString();
    }

    private static void append(StringBuilder id, long bits, int characters) {
        for (var i = characters - 1; i >= 0; i--) {
            id.append(ALPHABET.charAt((int) (bits >>> (i * 5)) & 31));
        }
    }

    /** 16 random bytes in hexadecimal, see {@link dev.baton.event.ChainedEvent}. */
    public String salt() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
