package dev.baton.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** Statements that go to the database together and cost one round trip. */
final class Script {
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private record Statement(String sql, List<Object> values, RowReader reader) {}

    private final List<Statement> statements = new ArrayList<>();

    /** A statement whose rows, if any, do not matter. */
    Script add(String sql, Object... values) {
        return add(sql, row -> {}, values);
    }

    Script add(String sql, RowReader reader, Object... values) {
        statements.add(new Statement(sql, List.of(values), reader));
        return this;
    }

    void run(Connection connection) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        var sql = String.join(";\n", statements.stream().map(Statement::sql).toList());
        try (var prepared = connection.prepareStatement(sql)) {
            bind(connection, prepared);
            var isRows = prepared.execute();
            for (var statement : statements) {
                if (isRows) {
                    read(prepared, statement.reader());
                }
                isRows = prepared.getMoreResults();
            }
        }
    }

    private static void read(PreparedStatement prepared, RowReader reader) throws SQLException {
        try (var rows = prepared.getResultSet()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private void bind(Connection connection, PreparedStatement prepared) throws SQLException {
        var index = 0;
        for (var statement : statements) {
            for (var value : statement.values()) {
                bind(connection, prepared, ++index, value);
            }
        }
    }

    private static void bind(Connection connection, PreparedStatement prepared, int index, Object value)
            throws SQLException {
        switch (value) {
            case String text -> prepared.setString(index, text);
            case Long number -> prepared.setLong(index, number);
            case Integer number -> prepared.setInt(index, number);
            case byte[] bytes -> prepared.setBytes(index, bytes);
            case String[] texts -> prepared.setArray(index, connection.createArrayOf("text", texts));
            case Long[] numbers -> prepared.setArray(index, connection.createArrayOf("int8", numbers));
            case long[] numbers -> prepared.setArray(index, array(connection, "int8", numbers));
            case int[] numbers -> prepared.setArray(index, array(connection, "int4", numbers));
            case byte[][] bytes -> prepared.setArray(index, array(connection, "bytea", bytes));
            default ->
                throw new IllegalArgumentException(
                        "no column holds a " + value.getClass().getName());
        }
    }

    private static java.sql.Array array(Connection connection, String type, Object elements) throws SQLException {
        return connection.unwrap(PGConnection.class).createArrayOf(type, elements);
    }
}
