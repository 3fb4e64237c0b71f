package dev.baton.store.postgres;

import dev.baton.event.Hold;
import dev.baton.event.HoldChange;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Digest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The log as its writer sees it: one round trip to look, one to write. */
final class LogTables {
    private LogTables() {}

    /** Locks the end of the log, and everything else that the commits are decided on, until the transaction ends. */
    static Present look(Connection connection, List<PackedCommit> commits) throws SQLException {
        var present = new Present();
        var script = new Script()
                .add("SELECT position FROM head FOR UPDATE", row -> present.position(row.getLong(1)))
                .add(
                        "SELECT id, position FROM recorded_commit WHERE id = ANY (?)",
                        row -> present.commit(row.getString(1), row.getLong(2)),
                        (Object) texts(commits.stream()
                                .map(packed -> packed.commit().id())
                                .toList()));
        lookAtStreams(script, present, commits);
        lookAtHolds(script, present, commits);
        lookAtQueue(script, present, commits);
        script.run(connection);
        return present;
    }

    private static void lookAtStreams(Script script, Present present, List<PackedCommit> commits) {
        var streams = commits.stream()
                .flatMap(PackedCommit::streams)
                .map(StreamId::value)
                .distinct()
                .toList();
        if (!streams.isEmpty()) {
            script.add(
                    """
                    SELECT asked.stream, last.revision + last.events - 1, last.hash FROM unnest(?) AS asked (stream)
                    CROSS JOIN LATERAL (SELECT revision, events, hash FROM append WHERE stream = asked.stream
                                        ORDER BY revision DESC LIMIT 1) AS last""",
                    row -> present.head(stream(row), new StreamHead(row.getLong(2), digest(row.getBytes(3)))),
                    (Object) texts(streams));
        }
    }

    private static void lookAtHolds(Script script, Present present, List<PackedCommit> commits) {
        var keys = commits.stream()
                .flatMap(packed -> packed.commit().holds().stream())
                .map(HoldChange::key)
                .distinct()
                .toList();
        if (!keys.isEmpty()) {
            script.add(
                    "SELECT key, owner FROM hold WHERE key = ANY (?)",
                    row -> present.holder(digest(row.getBytes(1)), new StreamId(row.getString(2))),
                    (Object) bytes(keys.stream().map(Hold::digest).toList()));
        }
    }

    /** In the order of their names, as everybody locks them who locks several. */
    private static void lookAtQueue(Script script, Present present, List<PackedCommit> commits) {
        var streams = commits.stream()
                .flatMap(PackedCommit::queued)
                .map(StreamId::value)
                .distinct()
                .toList();
        if (!streams.isEmpty()) {
            script.add(
                    "SELECT stream, ready, owner, token, again FROM wake WHERE stream = ANY (?)"
                            + " ORDER BY stream FOR UPDATE",
                    row -> present.queued(stream(row), place(row)),
                    (Object) texts(streams));
        }
    }

    private static QueuedStream place(ResultSet row) throws SQLException {
        var token = row.getString(4);
        var holder = Optional.ofNullable(row.getString(3)).map(owner -> new QueuedStream.Holder(owner, token));
        return new QueuedStream(row.getLong(2), holder, Optional.ofNullable(row.getObject(5, Long.class)));
    }

    static void write(Script script, Batch batch) {
        writeArchived(script, batch.archived());
        writeRows(script, batch.rows());
        var commits = List.copyOf(batch.commits().entrySet());
        script.add(
                "INSERT INTO recorded_commit (id, position) SELECT * FROM unnest(?, ?)",
                texts(commits.stream().map(Map.Entry::getKey).toList()),
                commits.stream().mapToLong(Map.Entry::getValue).toArray());
        writeHolds(script, batch.holders());
        writeQueue(script, batch.queued());
        if (batch.position() > batch.positionBefore()) {
            script.add("UPDATE head SET position = ?", batch.position());
        }
    }

    /** A commit so old that it is archived is not asked about any more. */
    private static void writeArchived(Script script, List<StreamEnd> ends) {
        if (!ends.isEmpty()) {
            var streams = texts(ends.stream().map(end -> end.stream().value()).toList());
            script.add(
                    "DELETE FROM recorded_commit WHERE id IN (SELECT commit_id FROM append WHERE stream = ANY (?))",
                    (Object) streams);
            script.add("DELETE FROM append WHERE stream = ANY (?)", (Object) streams);
        }
    }

    private static void writeRows(Script script, List<Batch.Row> rows) {
        if (!rows.isEmpty()) {
            script.add(
                    "INSERT INTO append (stream, revision, events, position, commit_id, hash, packed)"
                            + " SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)",
                    texts(rows.stream()
                            .map(row -> row.append().append().stream().value())
                            .toList()),
                    rows.stream()
                            .mapToLong(row -> row.append().append().expected().revision() + 1)
                            .toArray(),
                    rows.stream()
                            .mapToInt(row -> row.append().append().events().size())
                            .toArray(),
                    rows.stream().mapToLong(Batch.Row::position).toArray(),
                    texts(rows.stream().map(Batch.Row::commit).toList()),
                    rows.stream().map(row -> row.append().hash()).toArray(byte[][]::new),
                    rows.stream().map(row -> row.append().bytes()).toArray(byte[][]::new));
        }
    }

    private static void writeHolds(Script script, Map<Digest, Optional<StreamId>> holders) {
        var given = new ArrayList<Digest>();
        var taken = new LinkedHashMap<Digest, StreamId>();
        holders.forEach((key, owner) -> owner.ifPresentOrElse(it -> taken.put(key, it), () -> given.add(key)));
        if (!given.isEmpty()) {
            script.add("DELETE FROM hold WHERE key = ANY (?)", (Object) bytes(given));
        }
        if (!taken.isEmpty()) {
            script.add(
                    "INSERT INTO hold (key, owner) SELECT * FROM unnest(?, ?)"
                            + " ON CONFLICT (key) DO UPDATE SET owner = excluded.owner",
                    bytes(List.copyOf(taken.keySet())),
                    texts(taken.values().stream().map(StreamId::value).toList()));
        }
    }

    private static void writeQueue(Script script, Map<StreamId, Optional<QueuedStream>> queued) {
        var gone = new ArrayList<String>();
        var places = new TreeMap<StreamId, QueuedStream>();
        queued.forEach(
                (stream, place) -> place.ifPresentOrElse(it -> places.put(stream, it), () -> gone.add(stream.value())));
        if (!gone.isEmpty()) {
            script.add("DELETE FROM wake WHERE stream = ANY (?)", (Object) texts(gone));
        }
        if (!places.isEmpty()) {
            script.add(
                    """
                    INSERT INTO wake (stream, ready, owner, token, again) SELECT * FROM unnest(?, ?, ?, ?, ?)
                    ON CONFLICT (stream) DO UPDATE SET ready = excluded.ready, owner = excluded.owner,
                        token = excluded.token, again = excluded.again""",
                    texts(places.keySet().stream().map(StreamId::value).toList()),
                    places.values().stream().mapToLong(QueuedStream::ready).toArray(),
                    orNull(places, place -> place.holder().map(QueuedStream.Holder::owner), String[]::new),
                    orNull(places, place -> place.holder().map(QueuedStream.Holder::token), String[]::new),
                    orNull(places, QueuedStream::again, Long[]::new));
        }
    }

    /** In an array for the database what is absent is null. */
    @SuppressWarnings("NullAway")
    private static <T> T[] orNull(
            Map<StreamId, QueuedStream> places,
            java.util.function.Function<QueuedStream, Optional<T>> column,
            java.util.function.IntFunction<T[]> array) {
        return places.values().stream()
                .map(place -> column.apply(place).orElse(null))
                .toArray(array);
    }

    private static byte[][] bytes(List<Digest> digests) {
        return digests.stream().map(Digest::bytes).toArray(byte[][]::new);
    }

    static Digest digest(byte[] bytes) {
        return new Digest(HexFormat.of().formatHex(bytes));
    }

    private static StreamId stream(ResultSet row) throws SQLException {
        return new StreamId(row.getString(1));
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
