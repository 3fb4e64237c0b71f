package dev.baton.store.sqlite;

import dev.baton.store.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The numbered files that bring a database to the present schema. Its version is SQLite's own {@code user_version}.
 *
 * @param oldest the version to which the first file brings a new database; older ones can no longer be read
 */
record Migrations(int oldest, List<String> files) {
    static final Migrations LOG = new Migrations(2, List.of("log/V2__streams_holds_and_wakes.sql"));
    static final Migrations VIEWS = new Migrations(1, List.of("views/V1__rows.sql", "views/V2__words.sql"));

    /**
     * Runs what is missing, each file in a transaction of its own.
     *
     * @throws UnusableContentsException when the database is not ours or was written by a newer version
     */
    void apply(Connection connection) throws SQLException {
        var version = Sql.number(connection, "PRAGMA user_version");
        requireReadable(version);
        if (version == 0 && Sql.number(connection, "SELECT count(*) FROM sqlite_schema") > 0) {
            throw new UnusableContentsException("it is a database of another program");
        }
        for (var next = version == 0 ? oldest : (int) version + 1; next <= newest(); next++) {
            apply(connection, files.get(next - oldest), next);
        }
    }

    /** Does nothing when a database has the present schema, for those who only look at it. */
    void requirePresent(Connection connection) throws SQLException {
        var version = Sql.number(connection, "PRAGMA user_version");
        requireReadable(version);
        if (version < newest()) {
            throw new UnusableContentsException(
                    version == 0
                            ? "it holds no log"
                            : "it was written by an earlier version of Baton; start this version on it once");
        }
    }

    private void requireReadable(long version) throws UnusableContentsException {
        if (version > newest()) {
            throw new UnusableContentsException("it was written by a newer version of Baton (schema " + version
                    + ", this one knows " + newest() + "); start that version again");
        }
        if (version > 0 && version < oldest) {
            throw new UnusableContentsException("it was written by a version of Baton from before its first release"
                    + " (schema " + version + ", this one reads " + oldest + " and later); start with a new folder");
        }
    }

    private int newest() {
        return oldest + files.size() - 1;
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
