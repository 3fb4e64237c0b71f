package dev.baton.store.sqlite;

import dev.baton.store.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The numbered files that bring a database to the present schema. Its version is SQLite's own {@code user_version}. */
record Migrations(List<String> files) {
    static final Migrations LOG = new Migrations(List.of("log/V1__streams_holds_and_wakes.sql"));
    static final Migrations VIEWS = new Migrations(List.of("views/V1__rows.sql"));

    /**
     * Runs what is missing, each file in a transaction of its own.
     *
     * @throws UnusableContentsException when the database is not ours or was written by a newer version
     */
    void apply(Connection connection) throws SQLException {
        var version = Sql.number(connection, "PRAGMA user_version");
        if (version > files.size()) {
            throw new UnusableContentsException("it was written by a newer version of Baton (schema " + version
                    + ", this one knows " + files.size() + "); start that version again");
        }
        if (version == 0 && Sql.number(connection, "SELECT count(*) FROM sqlite_schema") > 0) {
            throw new UnusableContentsException("it is a database of another program");
        }
        for (var next = (int) version; next < files.size(); next++) {
            apply(connection, files.get(next), next + 1);
        }
    }

    private static void apply(Connection connection, String file, int version) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "BEGIN IMMEDIATE;\n" + read(file) + "\nPRAGMA user_version = " + version + ";\nCOMMIT");
        }
    }

    private static String read(String file) {
        try (var in = Optional.<InputStream>ofNullable(Migrations.class.getResourceAsStream(file))
                .orElseThrow(() -> new IllegalStateException("the migration " + file + " is missing"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the migration " + file + " cannot be read", e);
        }
    }
}
