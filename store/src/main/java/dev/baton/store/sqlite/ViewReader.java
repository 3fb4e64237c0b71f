package dev.baton.store.sqlite;

import dev.baton.event.ViewStore.Query;
import dev.baton.event.ViewStore.Search;
import dev.baton.store.Micros;
import dev.baton.store.Sql;
import dev.baton.store.StoredViewRow;
import dev.baton.store.WordSearch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The views as a reader sees them. */
final class ViewReader implements AutoCloseable {
    private static final String COLUMNS = "SELECT id, state, subject, at, body, words FROM view_row WHERE view = ?";

    private final Connection connection;
    private final PreparedStatement checkpoint;
    private final PreparedStatement one;
    private final PreparedStatement timeOf;
    private final Map<String, PreparedStatement> finds = new HashMap<>();

    ViewReader(Connection connection) throws SQLException {
        this.connection = connection;
        checkpoint = connection.prepareStatement("SELECT position FROM view_checkpoint WHERE view = ?");
        one = connection.prepareStatement(COLUMNS + " AND id = ?");
        timeOf = connection.prepareStatement("SELECT at FROM view_row WHERE view = ? AND id = ?");
    }

    long checkpoint(String view) throws SQLException {
        return Sql.row(checkpoint, row -> row.getLong(1), view).orElse(0L);
    }

    Optional<StoredViewRow> row(String view, String id) throws SQLException {
        return Sql.row(one, ViewReader::read, view, id);
    }

    List<StoredViewRow> find(String view, Query query) throws SQLException {
        var sql = new StringBuilder(COLUMNS);
        var values = new ArrayList<Object>(List.of(view));
        query.state().ifPresent(state -> add(sql, " AND state = ?", values, state));
        query.subject().ifPresent(subject -> add(sql, " AND subject = ?", values, subject));
        if (query.after().isPresent()) {
            var id = query.after().get();
            var at = Sql.row(timeOf, row -> row.getLong(1), view, id);
            if (at.isEmpty()) {
                return List.of();
            }
            add(sql, " AND at <= ? AND (at < ? OR id > ?)", values, at.get(), at.get(), id);
        }
        add(sql, " ORDER BY at DESC, id LIMIT ?", values, query.limit());
        return Sql.rows(prepared(sql.toString()), ViewReader::read, values.toArray());
    }

    List<StoredViewRow> search(String view, Search search) throws SQLException {
        var question = WordSearch.of(view, search, word -> word);
        return Sql.rows(
                prepared(question.sql()), ViewReader::read, question.values().toArray());
    }

    private static void add(StringBuilder sql, String clause, List<Object> values, Object... more) {
        sql.append(clause);
        values.addAll(List.of(more));
    }

    /** There are eight shapes of a query, and few of a search. */
    private PreparedStatement prepared(String sql) throws SQLException {
        var known = finds.get(sql);
        if (known != null) {
            return known;
        }
        var statement = connection.prepareStatement(sql);
        finds.put(sql, statement);
        return statement;
    }

    private static StoredViewRow read(ResultSet row) throws SQLException {
        return new StoredViewRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Micros.toInstant(row.getLong(4)),
                row.getBytes(5),
                row.getString(6));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
