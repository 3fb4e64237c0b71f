package dev.baton.store.sqlite;

import dev.baton.event.Growth;
import dev.baton.event.Hold;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import dev.baton.store.Micros;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The log as a reader sees it. Rows leave it packed; who asked unpacks them. */
final class LogReader implements AutoCloseable {
    static final String COLUMNS = "SELECT position, stream, revision, events, commit_id, hash, packed FROM append ";

    private final Connection connection;
    private final PreparedStatement ofStream;
    private final PreparedStatement ofLog;
    private final PreparedStatement grown;
    private final PreparedStatement holder;
    private final PreparedStatement nextDue;
    private final PreparedStatement waiting;
    private final PreparedStatement head;
    private final PreparedStatement position;
    private final PreparedStatement holds;
    private final PreparedStatement wakes;

    LogReader(Connection connection) throws SQLException {
        this.connection = connection;
        // a row may begin at or before the first revision asked for and reach beyond it
        ofStream = connection.prepareStatement(COLUMNS + """
                WHERE stream = ?1 AND revision >= coalesce(
                    (SELECT max(revision) FROM append WHERE stream = ?1 AND revision <= ?2 + 1), 0)
                ORDER BY revision""");
        ofLog = connection.prepareStatement(COLUMNS + "WHERE position > ? ORDER BY position LIMIT ?");
        grown = connection.prepareStatement("SELECT position, stream, revision + events - 1 FROM append"
                + " WHERE position > ? ORDER BY position LIMIT ?");
        holder = connection.prepareStatement("SELECT owner FROM hold WHERE key = ?");
        head = connection.prepareStatement(StreamHeads.LAST);
        position = connection.prepareStatement("SELECT coalesce(max(position), 0) FROM append");
        holds = connection.prepareStatement("SELECT key, owner FROM hold WHERE key > ? ORDER BY key LIMIT ?");
        wakes = connection.prepareStatement(
                "SELECT stream, iif(owner IS NULL, ready, 0) FROM wake" + " WHERE stream > ? ORDER BY stream LIMIT ?");
        waiting = connection.prepareStatement("SELECT count(*) FROM (SELECT 1 FROM wake WHERE ready <= ? LIMIT ?)");
        nextDue = connection.prepareStatement("SELECT ready FROM wake ORDER BY ready LIMIT 1");
    }

    List<StoredRow> read(StreamId stream, long afterRevision) throws SQLException {
        return Sql.rows(ofStream, LogReader::row, stream.value(), afterRevision);
    }

    /** Rows from the one that holds the next position on, until they hold enough events. */
    List<StoredRow> follow(long afterPosition, int limit) throws SQLException {
        try (var result = Sql.bind(ofLog, afterPosition, limit).executeQuery()) {
            var rows = new ArrayList<StoredRow>();
            var events = 0;
            while (result.next()) {
                var row = row(result);
                rows.add(row);
                events += row.events();
                if (row.firstPosition() <= afterPosition) {
                    events -= (int) (afterPosition - row.firstPosition() + 1);
                }
                if (events >= limit) {
                    break;
                }
            }
            return rows;
        }
    }

    /** Rows after a position; as {@link #follow}, but counted as rows. */
    List<StoredRow> rows(long afterPosition, int limit) throws SQLException {
        return Sql.rows(ofLog, LogReader::row, afterPosition, limit);
    }

    /** At most so many rows, without looking into them. */
    List<Growth> grown(long afterPosition, int limit) throws SQLException {
        return Sql.rows(
                grown,
                row -> new Growth(new StreamId(row.getString(2)), row.getLong(3), row.getLong(1)),
                afterPosition,
                limit);
    }

    static StoredRow row(ResultSet row) throws SQLException {
        return new StoredRow(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getInt(4),
                row.getString(5),
                row.getBytes(6),
                row.getBytes(7));
    }

    Optional<StreamId> holder(String key) throws SQLException {
        return Sql.row(holder, row -> new StreamId(row.getString(1)), HoldTable.bytes(key));
    }

    /** Done by whoever asked, not on the thread of the reader. */
    static List<RecordedEvent> unpacked(List<StoredRow> rows, Predicate<RecordedEvent> wanted) {
        return rows.stream()
                .flatMap(row -> row.unpack().stream())
                .filter(wanted)
                .toList();
    }

    StreamHead head(StreamId stream) throws SQLException {
        return Sql.row(head, StreamHeads::head, stream.value()).orElse(StreamHead.EMPTY);
    }

    long position() throws SQLException {
        return Sql.row(position, row -> row.getLong(1)).orElse(0L);
    }

    List<Hold> holds(Optional<Digest> after, int limit) throws SQLException {
        return Sql.rows(holds, LogReader::hold, after.map(Digest::bytes).orElse(new byte[0]), limit);
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(new Digest(HexFormat.of().formatHex(row.getBytes(1))), new StreamId(row.getString(2)));
    }

    List<Wake> wakes(Optional<StreamId> after, int limit) throws SQLException {
        return Sql.rows(
                wakes,
                row -> new Wake(new StreamId(row.getString(1)), Micros.toInstant(row.getLong(2))),
                after.map(StreamId::value).orElse(""),
                limit);
    }

    Optional<Instant> nextDue() throws SQLException {
        return Sql.row(nextDue, row -> Micros.toInstant(row.getLong(1)));
    }

    int waiting(Instant now, int atMost) throws SQLException {
        return Sql.row(waiting, row -> row.getInt(1), Micros.roundedDown(now), atMost)
                .orElseThrow();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
