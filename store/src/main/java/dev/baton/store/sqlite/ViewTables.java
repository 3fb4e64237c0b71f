package dev.baton.store.sqlite;

import dev.baton.event.ViewStore.Row;
import dev.baton.store.Micros;
import dev.baton.store.Sql;
import dev.baton.store.StoredViewRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The views as their writer sees them. Nothing of them is kept in memory. */
final class ViewTables implements GroupWriter.Tables {
    /** A row whose body was already turned into bytes by whoever writes it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; a copy of every row would be waste
    record PackedViewRow(Row row, byte[] body) {
        static PackedViewRow of(Row row) {
            return new PackedViewRow(row, row.body().canonical());
        }
    }

    private final Connection connection;
    private final PreparedStatement put;
    private final PreparedStatement putWord;
    private final PreparedStatement removeWords;
    private final PreparedStatement removeAllWords;
    private final PreparedStatement moveCheckpoint;
    private final PreparedStatement removeRow;
    private final PreparedStatement removeRows;
    private final PreparedStatement removeCheckpoint;

    private ViewTables(Connection connection) throws SQLException {
        this.connection = connection;
        put = connection.prepareStatement("""
                INSERT INTO view_row (view, id, state, subject, at, body, words) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (view, id) DO UPDATE SET
                    state = excluded.state, subject = excluded.subject, at = excluded.at, body = excluded.body,
                    words = excluded.words""");
        putWord = connection.prepareStatement("INSERT INTO view_word (view, word, at, id) VALUES (?, ?, ?, ?)");
        removeWords = connection.prepareStatement("DELETE FROM view_word WHERE view = ? AND id = ?");
        removeAllWords = connection.prepareStatement("DELETE FROM view_word WHERE view = ?");
        moveCheckpoint = connection.prepareStatement("""
                INSERT INTO view_checkpoint (view, position) VALUES (?, ?)
                ON CONFLICT (view) DO UPDATE SET position = excluded.position""");
        removeRow = connection.prepareStatement("DELETE FROM view_row WHERE view = ? AND id = ?");
        removeRows = connection.prepareStatement("DELETE FROM view_row WHERE view = ?");
        removeCheckpoint = connection.prepareStatement("DELETE FROM view_checkpoint WHERE view = ?");
    }

    /** @param trusted false to check the whole file first */
    static ViewTables open(Database database, boolean trusted) throws SQLException {
        var connection = database.writer();
        try {
            if (!trusted) {
                check(connection);
            }
            Migrations.VIEWS.apply(connection);
            connection.setAutoCommit(false);
            return new ViewTables(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void check(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA quick_check(1)")) {
            var finding = result.next() ? result.getString(1) : "no answer";
            if (!finding.equals("ok")) {
                throw new UnusableContentsException("it is damaged: " + finding);
            }
        }
    }

    void write(String view, List<PackedViewRow> rows, long checkpoint) throws SQLException {
        for (var packed : rows) {
            var row = packed.row();
            var at = Micros.roundedDown(row.at());
            Sql.update(removeWords, view, row.id());
            Sql.update(put, view, row.id(), row.state(), row.subject(), at, packed.body(), StoredViewRow.words(row));
            for (var word : row.words()) {
                Sql.update(putWord, view, word, at, row.id());
            }
        }
        Sql.update(moveCheckpoint, view, checkpoint);
    }

    void remove(String view, List<String> ids) throws SQLException {
        for (var id : ids) {
            Sql.update(removeRow, view, id);
            Sql.update(removeWords, view, id);
        }
    }

    void clear(String view) throws SQLException {
        Sql.update(removeRows, view);
        Sql.update(removeAllWords, view);
        Sql.update(removeCheckpoint, view);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void committed() {
        // nobody waits for views
    }

    @Override
    public void rolledBack() {
        // nothing is kept in memory
    }
}
