package dev.baton.event;

import dev.baton.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Lists that are derived from the log. Everything in here can be cleared and rebuilt, so it may be kept with less care
 * than the log.
 */
public interface ViewStore extends AutoCloseable {

    /**
     * A row of a view.
     *
     * @param state a word to filter by
     * @param subject whom or what it is about, a second word to filter by
     * @param at by which rows are sorted, newest first; whole microseconds, what is finer is cut off
     */
    record Row(String id, String state, String subject, Instant at, Json.Obj body) {
        public Row {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * Which rows: those with this state and this subject where given; older than the row {@code after} where given, none
     * if that row is gone.
     *
     * @param limit at least 1
     */
    record Query(Optional<String> state, Optional<String> subject, Optional<String> after, int limit) {
        public Query {
            if (limit < 1) {
                throw new IllegalArgumentException("a query asks for at least one row: " + limit);
            }
        }

        public static Query all(int limit) {
            return new Query(Optional.empty(), Optional.empty(), Optional.empty(), limit);
        }

        public Query inState(String word) {
            return new Query(Optional.of(word), subject, after, limit);
        }

        public Query about(String word) {
            return new Query(state, Optional.of(word), after, limit);
        }

        /** The next page: what comes after the last row of this one. */
        public Query after(String id) {
            return new Query(state, subject, Optional.of(id), limit);
        }
    }

    /** How far in the log a view has come, 0 at first. */
    long checkpoint(String view);

    /** Replaces or adds rows and moves the checkpoint, both or neither. */
    void write(String view, List<Row> rows, long checkpoint);

    Optional<Row> row(String view, String id);

    /** Newest first; ties by id. */
    List<Row> find(String view, Query query);

    /**
     * Asks for the right to bring a view up to date. Where several processes share these views one has it at a time; a
     * process that was paused may still write, so whoever has it looks at the checkpoint each time.
     *
     * @param until when it ends by itself unless asked for again; {@code now} gives it up
     * @return false when somebody else has it
     */
    default boolean keep(String view, String owner, Instant now, Instant until) {
        return true;
    }

    /** Takes rows out, if they are there; the checkpoint stays. */
    void remove(String view, List<String> ids);

    /** Returns once no file holds anything any more that was replaced or taken out. */
    void scrub();

    /** Empties a view, checkpoint included. */
    void clear(String view);

    @Override
    void close();
}
