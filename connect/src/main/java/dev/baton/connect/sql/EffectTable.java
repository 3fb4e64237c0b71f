package dev.baton.connect.sql;

import dev.baton.connect.source.ConnectionException;
import dev.baton.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A table of the system's own database in which each write leaves its effect id and its result, in the transaction in
 * which it is done. So whoever asks again with the same id learns what became of it.
 *
 * @param name a plain name, checked when the file was read
 */
record EffectTable(String name) {
    /** How long a row is counted on, unless a tool says otherwise. */
    static final Duration KEPT = Duration.ofDays(30);

    /** What is known of an effect. */
    record Known(String tool, String args, Optional<Json> result) {}

    /** Creates the table unless it is there. @throws ConnectionException with the statement that creates it */
    void create(Database database, Duration timeout) throws ConnectionException {
        try (var connection = database.open(true, timeout)) {
            if (!isThere(connection)) {
                connection.rollback();
                try (var statement = connection.createStatement()) {
                    statement.execute(definition());
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new ConnectionException("its table of effects cannot be used or created: "
                    + SqlError.words(e, database) + " (wanted: " + definition() + ")");
        }
    }

    private String definition() {
        return "create table " + name + " (effect varchar(200) primary key, tool varchar(200) not null,"
                + " args text not null, result text, done_at varchar(40) not null)";
    }

    private boolean isThere(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select effect, tool, args, result, done_at from " + name + " where 1 = 0");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Takes the id for this transaction; false when an earlier one was committed with it. */
    boolean take(Connection connection, String effect, String tool, String args, Instant now) throws SQLException {
        var sql = "insert into " + name + " (effect, tool, args, done_at) values (?, ?, ?, ?)"
                + " on conflict (effect) do nothing";
        try (var insert = connection.prepareStatement(sql)) {
            insert.setString(1, effect);
            insert.setString(2, tool);
            insert.setString(3, args);
            insert.setString(4, now.toString());
            return insert.executeUpdate() == 1;
        }
    }

    void keep(Connection connection, String effect, Json result) throws SQLException {
        try (var update = connection.prepareStatement("update " + name + " set result = ? where effect = ?")) {
            update.setString(1, result.write());
            update.setString(2, effect);
            update.executeUpdate();
        }
    }

    Optional<Known> find(Connection connection, String effect) throws SQLException {
        try (var select = connection.prepareStatement("select tool, args, result from " + name + " where effect = ?")) {
            select.setString(1, effect);
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Known(
                                rows.getString(1),
                                rows.getString(2),
                                Optional.ofNullable(rows.getString(3)).map(Json::parse)))
                        : Optional.empty();
            }
        }
    }
}
