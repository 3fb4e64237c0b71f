package dev.baton.integrity;

import java.util.Comparator;
import java.util.Optional;

/**
 * Something about a log that is not as it was written.
 *
 * @param position of the first event that it concerns, if that can be told
 * @param what in words
 */
public record Finding(
        Kind kind, Optional<String> stream, Optional<Long> revision, Optional<Long> position, String what) {

    public enum Kind {
        /** Author, payload or salt of an event are not the original. */
        CONTENTS_CHANGED,
        /** Type, time, rule or a digest of an event are not the original. */
        HEADER_CHANGED,
        /** A row or a page cannot be read. */
        UNREADABLE,
        /** Events are not there. */
        MISSING,
        /** Events are where others belong. */
        OUT_OF_PLACE,
        /** The log ends before a point that it had reached. */
        TAIL_CUT_OFF,
        /** Something refers to a stream that is not there. */
        STREAM_VANISHED,
        /** Each event by itself is sound, but together they are not what was there. */
        LOG_CHANGED,
        /** A checkpoint is not signed by whom it should be. */
        NOT_SIGNED
    }

    static final Comparator<Finding> BY_POSITION =
            Comparator.comparing(finding -> finding.position().orElse(Long.MAX_VALUE));

    /** As in {@code run/r-1 revision 3, position 17: the payload was changed}. */
    public String words() {
        var where = new StringBuilder();
        stream.ifPresent(where::append);
        revision.ifPresent(number -> where.append(" revision ").append(number));
        position.ifPresent(number ->
                where.append(where.isEmpty() ? "" : ", ").append("position ").append(number));
        return where.isEmpty() ? what : where + ": " + what;
    }
}
