package dev.baton.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.store.Micros;
import dev.baton.store.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final int NORMAL = 1;
    private static final int FULL = 2;

    @TempDir
    private Path folder = Path.of("");

    private static String journal(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA journal_mode")) {
            return result.getString(1);
        }
    }

    /** What kill -9 cannot show: whether a commit waits for the disk. */
    @Test
    void givenTheLog_thenEveryCommitWaitsForTheDisk() throws SQLException {
        try (var connection = Database.log(folder.resolve("log.db"), 0).writer()) {
            assertThat(Sql.number(connection, "PRAGMA synchronous")).isEqualTo(FULL);
            assertThat(journal(connection)).isEqualTo("wal");
        }
    }

    @Test
    void givenTheViews_thenOnlyCheckpointsWaitForTheDisk() throws SQLException {
        try (var connection = Database.views(folder.resolve("views.db")).writer()) {
            assertThat(Sql.number(connection, "PRAGMA synchronous")).isEqualTo(NORMAL);
            assertThat(journal(connection)).isEqualTo("wal");
        }
    }

    @Test
    void givenAReader_thenItCannotWrite() throws SQLException {
        var database = Database.log(folder.resolve("log.db"), 0);
        try (var writer = database.writer()) {
            Migrations.LOG.apply(writer);
        }
        try (var reader = database.reader();
                var statement = reader.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM append"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void givenMigrationsAppliedTwice_thenTheSecondTimeChangesNothing() throws SQLException {
        try (var connection = Database.log(folder.resolve("log.db"), 0).writer()) {
            Migrations.LOG.apply(connection);
            var tables = Sql.number(connection, "SELECT count(*) FROM sqlite_schema");
            Migrations.LOG.apply(connection);
            assertThat(Sql.number(connection, "SELECT count(*) FROM sqlite_schema"))
                    .isEqualTo(tables);
            assertThat(Sql.number(connection, "PRAGMA user_version")).isEqualTo(2);
        }
    }

    @Test
    void givenTimes_thenMicrosecondsRoundAsAskedAndNeverOverflow() {
        var between = Instant.parse("2026-01-10T12:00:00.000001500Z");
        assertThat(Micros.toInstant(Micros.roundedUp(between))).isEqualTo("2026-01-10T12:00:00.000002Z");
        assertThat(Micros.toInstant(Micros.roundedDown(between))).isEqualTo("2026-01-10T12:00:00.000001Z");
        var before = Instant.parse("1969-12-31T23:59:59.999999Z");
        assertThat(Micros.toInstant(Micros.roundedUp(before))).isEqualTo(before);
        assertThat(Micros.roundedUp(Instant.MAX)).isGreaterThan(Micros.roundedUp(Instant.EPOCH));
        assertThat(Micros.roundedDown(Instant.MIN)).isLessThan(Micros.roundedDown(before));
    }
}
