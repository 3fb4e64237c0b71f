package dev.baton.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The writer's own connection, made anew when it broke. */
final class WriterSession implements AutoCloseable {
    /**
     * Commits are decided on what others committed before, and are answered only when they are durable, whatever the
     * database was set to. A process that is stopped in the middle of a transaction holds up all nodes for a second, then
     * the database takes the lock from it.
     */
    private static final String SETTINGS = """
            SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
            SET idle_in_transaction_session_timeout = '1s';
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'""";

    private final DataSource source;
    private final String channel;
    private Optional<Connection> connected = Optional.empty();

    WriterSession(PostgresAddress address) {
        this.source = address.source("writer");
        this.channel = Notices.channel(address);
    }

    /** Begins a transaction in which nobody else can write. */
    Present look(List<PackedCommit> commits) throws SQLException {
        return LogTables.look(connection(), commits);
    }

    void write(Batch batch, Optional<Notice> notice) throws SQLException {
        var script = new Script();
        LogTables.write(script, batch);
        notice.ifPresent(it -> script.add("SELECT pg_notify(?, ?)", channel, it.text()));
        script.run(connection());
    }

    void commit() throws SQLException {
        connection().commit();
    }

    void rollBack() {
        try {
            if (connected.isPresent()) {
                connected.get().rollback();
            }
        } catch (SQLException e) {
            disconnect();
        }
    }

    private Connection connection() throws SQLException {
        if (connected.isEmpty()) {
            var fresh = source.getConnection();
            try (var statement = fresh.createStatement()) {
                statement.execute(SETTINGS);
                fresh.setAutoCommit(false);
            } catch (SQLException e) {
                fresh.close();
                throw e;
            }
            connected = Optional.of(fresh);
        }
        return connected.get();
    }

    void disconnect() {
        var broken = connected;
        connected = Optional.empty();
        broken.ifPresent(WriterSession::closeQuietly);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // the database takes back what was not committed in any case
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
