package dev.baton.store.postgres;

import dev.baton.event.ViewStore;
import dev.baton.store.Micros;
import dev.baton.store.Sql;
import dev.baton.store.StoredViewRow;
import dev.baton.store.WordSearch;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Views in tables beside the log, written with less care: after a crash of the database they may lag behind, and go on
 * from their checkpoint.
 */
public final class PostgresViewStore implements ViewStore {
    private static final int CONNECTIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COLUMNS = "SELECT id, state, subject, at, body, words FROM view_row WHERE view = ?";
    private static final String RELAXED = "SET LOCAL synchronous_commit = off";

    private final Pool pool;

    private PostgresViewStore(Pool pool) {
        this.pool = pool;
    }

    /** @throws dev.baton.event.StoreUnavailableException when the database is away or cannot be used */
    public static PostgresViewStore open(PostgresAddress address) {
        Migrations.apply(address);
        return openMigrated(address);
    }

    static PostgresViewStore openMigrated(PostgresAddress address) {
        return new PostgresViewStore(new Pool(address, "views", CONNECTIONS, PATIENCE));
    }

    @Override
    public long checkpoint(String view) {
        return rows("SELECT position FROM view_checkpoint WHERE view = ?", row -> row.getLong(1), List.of(view))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    @Override
    public void write(String view, List<Row> rows, long checkpoint) {
        // the same row twice in one statement would be refused; the last counts
        var last = new LinkedHashMap<String, Row>();
        rows.forEach(row -> last.put(row.id(), row));
        var script = new Script().add(RELAXED);
        if (!last.isEmpty()) {
            put(script, view, List.copyOf(last.values()));
        }
        script.add("""
                INSERT INTO view_checkpoint (view, position) VALUES (?, ?)
                ON CONFLICT (view) DO UPDATE SET position = excluded.position""", view, checkpoint);
        run(script);
    }

    private static void put(Script script, String view, List<Row> rows) {
        script.add(
                """
                INSERT INTO view_row (view, id, state, subject, at, body, words)
                SELECT ?, * FROM unnest(?, ?, ?, ?, ?, ?) AS row (id) ORDER BY id
                ON CONFLICT (view, id) DO UPDATE SET
                    state = excluded.state, subject = excluded.subject, at = excluded.at, body = excluded.body,
                    words = excluded.words""",
                view,
                bytes(rows, row -> utf8(row.id())),
                bytes(rows, row -> utf8(row.state())),
                bytes(rows, row -> utf8(row.subject())),
                rows.stream().mapToLong(row -> Micros.roundedDown(row.at())).toArray(),
                bytes(rows, row -> row.body().canonical()),
                bytes(rows, row -> utf8(StoredViewRow.words(row))));
        putWords(script, view, rows);
    }

    private static void putWords(Script script, String view, List<Row> rows) {
        script.add("DELETE FROM view_word WHERE view = ? AND id = ANY (?)", view, (Object)
                bytes(rows, row -> utf8(row.id())));
        record Word(Row row, String word) {}
        var words = rows.stream()
                .flatMap(row -> row.words().stream().map(word -> new Word(row, word)))
                .toList();
        if (!words.isEmpty()) {
            script.add(
                    "INSERT INTO view_word (view, word, at, id) SELECT ?, * FROM unnest(?, ?, ?)",
                    view,
                    words.stream().map(word -> utf8(word.word())).toArray(byte[][]::new),
                    words.stream()
                            .mapToLong(word -> Micros.roundedDown(word.row().at()))
                            .toArray(),
                    words.stream().map(word -> utf8(word.row().id())).toArray(byte[][]::new));
        }
    }

    private static byte[][] bytes(List<Row> rows, Function<Row, byte[]> column) {
        return rows.stream().map(column).toArray(byte[][]::new);
    }

    @Override
    public Optional<Row> row(String view, String id) {
        return rows(COLUMNS + " AND id = ?", PostgresViewStore::read, List.of(view, utf8(id))).stream()
                .findFirst()
                .map(StoredViewRow::unpack);
    }

    @Override
    public List<Row> find(String view, Query query) {
        var sql = new StringBuilder(COLUMNS);
        var values = new ArrayList<Object>(List.of(view));
        query.state().ifPresent(state -> add(sql, " AND state = ?", values, utf8(state)));
        query.subject().ifPresent(subject -> add(sql, " AND subject = ?", values, utf8(subject)));
        if (query.after().isPresent()) {
            var id = utf8(query.after().get());
            var at =
                    rows("SELECT at FROM view_row WHERE view = ? AND id = ?", row -> row.getLong(1), List.of(view, id));
            if (at.isEmpty()) {
                return List.of();
            }
            add(sql, " AND at <= ? AND (at < ? OR id > ?)", values, at.getFirst(), at.getFirst(), id);
        }
        add(sql, " ORDER BY at DESC, id LIMIT ?", values, query.limit());
        return rows(sql.toString(), PostgresViewStore::read, values).stream()
                .map(StoredViewRow::unpack)
                .toList();
    }

    private static void add(StringBuilder sql, String clause, List<Object> values, Object... more) {
        sql.append(clause);
        values.addAll(List.of(more));
    }

    @Override
    public boolean keep(String view, String owner, Instant now, Instant until) {
        return !rows("""
                        INSERT INTO view_keeper (view, owner, until) VALUES (?, ?, ?)
                        ON CONFLICT (view) DO UPDATE SET owner = excluded.owner, until = excluded.until
                        WHERE view_keeper.owner = excluded.owner OR view_keeper.until <= ?
                        RETURNING true""", row -> true, List.of(view, owner, Micros.roundedUp(until), Micros.roundedDown(now)))
                .isEmpty();
    }

    @Override
    public List<Row> search(String view, Search search) {
        var question = WordSearch.of(view, search, PostgresViewStore::utf8);
        return rows(question.sql(), PostgresViewStore::read, question.values()).stream()
                .map(StoredViewRow::unpack)
                .toList();
    }

    @Override
    public void remove(String view, List<String> ids) {
        var stored = ids.stream().map(PostgresViewStore::utf8).toArray(byte[][]::new);
        run(new Script()
                .add(RELAXED)
                .add("DELETE FROM view_row WHERE view = ? AND id = ANY (?)", view, stored)
                .add("DELETE FROM view_word WHERE view = ? AND id = ANY (?)", view, stored));
    }

    /** Writes the table anew; nobody reads or writes it meanwhile. The write-ahead log is out of reach. */
    @Override
    public void scrub() {
        pool.ask(connection -> {
            new Script().add("VACUUM FULL view_row").run(connection);
            new Script().add("VACUUM FULL view_word").run(connection);
            return true;
        });
    }

    @Override
    public void clear(String view) {
        run(new Script()
                .add(RELAXED)
                .add("DELETE FROM view_row WHERE view = ?", view)
                .add("DELETE FROM view_word WHERE view = ?", view)
                .add("DELETE FROM view_checkpoint WHERE view = ?", view));
    }

    private void run(Script script) {
        pool.inTransaction((Connection connection) -> {
            script.run(connection);
            return true;
        });
    }

    private <R> List<R> rows(String sql, Sql.RowReader<R> reader, List<Object> values) {
        return pool.ask(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                return Sql.rows(statement, reader, values.toArray());
            }
        });
    }

    private static StoredViewRow read(ResultSet row) throws SQLException {
        return new StoredViewRow(
                text(row, 1),
                text(row, 2),
                text(row, 3),
                Micros.toInstant(row.getLong(4)),
                row.getBytes(5),
                text(row, 6));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return new String(row.getBytes(column), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        pool.close();
    }
}
