package dev.baton.store.postgres;

import dev.baton.event.Hold;
import dev.baton.event.LogContents;
import dev.baton.event.StoredRow;
import dev.baton.event.Wake;
import dev.baton.store.Micros;
import dev.baton.store.Pages;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Fills an empty log in one transaction. */
final class Restorer {
    private final Connection connection;
    private long position;

    Restorer(Connection connection) {
        this.connection = connection;
    }

    /** Returns the position of the last event. */
    long restore(LogContents contents) throws SQLException {
        new Script().add("SELECT position FROM head FOR UPDATE").run(connection);
        if (Sql.number(
                        connection,
                        "SELECT (SELECT position FROM head) + (SELECT count(*) FROM hold) + (SELECT count(*) FROM wake)")
                > 0) {
            throw new IllegalStateException("the log is not empty, so nothing was restored into it");
        }
        Pages.forEach(after -> contents.rows(after.orElse(0L), Pages.SIZE), StoredRow::position, this::restore);
        Pages.forEach(after -> contents.holds(after, Pages.SIZE), Hold::key, this::restore);
        Pages.forEach(after -> contents.wakes(after, Pages.SIZE), Wake::stream, this::restore);
        new Script().add("UPDATE head SET position = ?", position).run(connection);
        return position;
    }

    /** The last row of a commit tells its position. */
    private void restore(StoredRow row) throws SQLException {
        position = row.position();
        new Script()
                .add(
                        "INSERT INTO append (position, stream, revision, events, commit_id, hash, packed)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        position,
                        row.stream(),
                        row.revision(),
                        row.events(),
                        row.commit(),
                        row.hash(),
                        row.packed())
                .add(
                        "INSERT INTO recorded_commit (id, position) VALUES (?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET position = excluded.position",
                        row.commit(),
                        position)
                .run(connection);
    }

    private void restore(Hold hold) throws SQLException {
        new Script()
                .add(
                        "INSERT INTO hold (key, owner) VALUES (?, ?)",
                        hold.key().bytes(),
                        hold.owner().value())
                .run(connection);
    }

    private void restore(Wake wake) throws SQLException {
        new Script()
                .add(
                        "INSERT INTO wake (stream, ready) VALUES (?, ?)",
                        wake.stream().value(),
                        Micros.roundedUp(wake.due()))
                .run(connection);
    }
}
