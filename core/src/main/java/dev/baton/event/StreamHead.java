package dev.baton.event;

import dev.baton.json.Digest;

/**
 * Where a stream ends.
 *
 * @param revision how many events it holds
 * @param hash of its last event, {@link Digest#ZERO} when it is empty
 */
public record StreamHead(long revision, Digest hash) {
    public static final StreamHead EMPTY = new StreamHead(0, Digest.ZERO);

    public StreamHead {
        if (revision < 0) {
            throw new IllegalArgumentException("a revision is never negative: " + revision);
        }
    }
}
