package dev.baton.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The few JDBC gestures of the stores. Statements are prepared once per connection and used again. */
public final class Sql {
    public interface RowReader<R> {
        R read(ResultSet row) throws SQLException;
    }

    private Sql() {}

    public static PreparedStatement bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            switch (values[i]) {
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                default ->
                    throw new IllegalArgumentException(
                            "no column holds a " + values[i].getClass().getName());
            }
        }
        return statement;
    }

    public static int update(PreparedStatement statement, Object... values) throws SQLException {
        return bind(statement, values).executeUpdate();
    }

    public static <R> List<R> rows(PreparedStatement statement, RowReader<R> reader, Object... values)
            throws SQLException {
        try (var result = bind(statement, values).executeQuery()) {
            var rows = new ArrayList<R>();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            return rows;
        }
    }

    public static <R> Optional<R> row(PreparedStatement statement, RowReader<R> reader, Object... values)
            throws SQLException {
        try (var result = bind(statement, values).executeQuery()) {
            return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
        }
    }

    public static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
