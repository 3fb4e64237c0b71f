package dev.baton.event;

import dev.baton.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
     * @param words by which it is searched; none of them empty or with a blank
     */
    record Row(String id, String state, String subject, Instant at, Json.Obj body, Set<String> words) {
        public Row {
            at = at.truncatedTo(ChronoUnit.MICROS);
            words = Set.copyOf(words);
            for (var word : words) {
                if (word.isEmpty() || word.chars().anyMatch(c -> c <= ' ')) {
                    throw new IllegalArgumentException("not a word to search by: '" + word + "'");
                }
            }
        }

        /** A row that no search finds. */
        public Row(String id, String state, String subject, Instant at, Json.Obj body) {
            this(id, state, subject, at, body, Set.of());
        }

        public Place place() {
            return new Place(at, id);
        }
    }

    /** Where a row stands in the order of a search, also when the row itself is gone. */
    record Place(Instant at, String id) implements Comparable<Place> {
        private static final Comparator<Place> OLDEST_FIRST =
                Comparator.comparing(Place::at).thenComparing(Place::id);

        @Override
        public int compareTo(Place other) {
            return OLDEST_FIRST.compare(this, other);
        }
    }

    /**
     * Which rows: those with all of the words, not younger than {@code upTo} and after the place {@code after} where
     * given.
     *
     * @param words at least one; a search is fastest when the first is the rarest
     * @param limit at least 1
     */
    record Search(List<String> words, Optional<Instant> upTo, Optional<Place> after, int limit) {
        public Search {
            words = List.copyOf(words);
            if (words.isEmpty() || limit < 1) {
                throw new IllegalArgumentException(
                        "a search asks by at least one word for at least one row: " + words + ", " + limit);
            }
        }

        public static Search of(int limit, String... words) {
            return new Search(List.of(words), Optional.empty(), Optional.empty(), limit);
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

    /** Oldest first; ties by id. */
    List<Row> search(String view, Search search);

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
