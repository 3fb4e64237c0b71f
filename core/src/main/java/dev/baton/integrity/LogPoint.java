package dev.baton.integrity;

import dev.baton.event.StoredRow;
import dev.baton.json.Digest;
import java.nio.ByteBuffer;

/**
 * How far a log reached, and a digest of everything up to there: for each row in the order of positions {@code digest =
 * SHA-256(previous digest ‖ position ‖ hash of the row's last event)}. It covers which streams there are and in which
 * order they grew, which no chain of a stream can. Written as {@code POSITION:DIGEST}.
 *
 * @param position of the last event, 0 for an empty log
 */
public record LogPoint(long position, Digest digest) {
    public static final LogPoint START = new LogPoint(0, Digest.ZERO);

    public LogPoint {
        if (position < 0) {
            throw new IllegalArgumentException("a position is never negative: " + position);
        }
    }

    /** @throws IllegalArgumentException when the text is not of that form */
    public static LogPoint parse(String text) {
        var colon = text.indexOf(':');
        try {
            return new LogPoint(
                    Long.parseLong(text.substring(0, Math.max(colon, 0))), new Digest(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a point of a log (POSITION:DIGEST): " + text, e);
        }
    }

    /** The point after one more row. */
    public LogPoint after(StoredRow row) {
        var at = ByteBuffer.allocate(Long.BYTES).putLong(row.position()).array();
        return new LogPoint(row.position(), Digest.of(digest.bytes(), at, row.hash()));
    }

    @Override
    public String toString() {
        return position + ":" + digest;
    }
}
