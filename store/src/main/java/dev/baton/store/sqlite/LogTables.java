package dev.baton.store.sqlite;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.CommitOutcome.Stale;
import dev.baton.event.Growth;
import dev.baton.event.Hold;
import dev.baton.event.LogContents;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamWatches;
import dev.baton.event.Wake;
import dev.baton.store.PackedAppend;
import dev.baton.store.Pages;
import dev.baton.store.Sql;
import dev.baton.store.Watermark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The log as its writer sees it. Every check of a commit comes before its first write. */
final class LogTables implements GroupWriter.Tables {
    private final Connection connection;
    private final StreamHeads heads;
    private final RecordedCommits commits;
    private final HoldTable holds;
    private final WakeTable wakes;
    private final Removals removals;
    private final PreparedStatement append;
    private final Watermark durable;
    private final Watermark wakeChanges;
    private final StreamWatches watches;
    private final List<Growth> grown = new ArrayList<>();
    private long position;
    private boolean wakesChanged;

    private LogTables(Connection connection, Watermark durable, Watermark wakeChanges, StreamWatches watches)
            throws SQLException {
        this.connection = connection;
        this.durable = durable;
        this.wakeChanges = wakeChanges;
        this.watches = watches;
        heads = new StreamHeads(connection);
        commits = new RecordedCommits(connection);
        holds = new HoldTable(connection);
        wakes = new WakeTable(connection);
        removals = new Removals(connection);
        append = connection.prepareStatement(
                "INSERT INTO append (position, stream, revision, events, commit_id, hash, packed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        position = Sql.number(connection, "SELECT coalesce(max(position), 0) FROM append");
        durable.riseTo(position);
    }

    static LogTables open(Database database, Watermark durable, Watermark wakeChanges, StreamWatches watches)
            throws SQLException {
        var connection = database.writer();
        try {
            Migrations.LOG.apply(connection);
            connection.setAutoCommit(false);
            var tables = new LogTables(connection, durable, wakeChanges, watches);
            connection.commit();
            return tables;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    CommitOutcome record(PackedCommit packed) throws SQLException {
        var commit = packed.commit();
        var refusal = refusal(commit);
        if (refusal.isPresent()) {
            return earlier(commit).orElse(refusal.get());
        }
        var events = packed.appends().stream()
                .mapToInt(one -> one.append().events().size())
                .sum();
        if (!commits.add(commit.id(), position + events)) {
            return earlier(commit).orElseThrow();
        }
        write(packed);
        return new Committed(position);
    }

    /** Takes streams out, whose ends and wakes are checked before anything is written. */
    CommitOutcome archive(PackedCommit record, List<StreamEnd> streams) throws SQLException {
        for (var end : streams) {
            var refusal = stale(Append.nothing(end.stream(), end.head()));
            if (refusal.isEmpty() && wakes.isQueued(end.stream())) {
                refusal = Optional.of(new CommitOutcome.ClaimLost(end.stream()));
            }
            if (refusal.isPresent()) {
                return earlier(record.commit()).orElse(refusal.get());
            }
        }
        var outcome = record(record);
        if (outcome instanceof Committed) {
            for (var end : streams) {
                removals.remove(end.stream());
                heads.removed(end.stream());
            }
        }
        return outcome;
    }

    long erase(List<StreamEnd> upTo, Instant at) throws SQLException {
        return removals.erase(upTo, at);
    }

    void restore(LogContents contents) throws SQLException {
        if (position > 0
                || Sql.number(connection, "SELECT count(*) FROM hold") > 0
                || Sql.number(connection, "SELECT count(*) FROM wake") > 0) {
            throw new IllegalStateException("the log is not empty, so nothing was restored into it");
        }
        Pages.forEach(after -> contents.rows(after.orElse(0L), Pages.SIZE), StoredRow::position, this::restore);
        Pages.forEach(after -> contents.holds(after, Pages.SIZE), Hold::key, holds::restore);
        Pages.forEach(after -> contents.wakes(after, Pages.SIZE), Wake::stream, wakes::restore);
        wakesChanged = true;
    }

    private void restore(StoredRow row) throws SQLException {
        position = row.position();
        Sql.update(
                append, position, row.stream(), row.revision(), row.events(), row.commit(), row.hash(), row.packed());
        commits.restore(row.commit(), position);
    }

    private Optional<CommitOutcome> earlier(Commit commit) throws SQLException {
        return commits.position(commit.id()).map(Committed::new);
    }

    private Optional<CommitOutcome> refusal(Commit commit) throws SQLException {
        for (var append : commit.appends()) {
            var stale = stale(append);
            if (stale.isPresent()) {
                return stale;
            }
        }
        var held = holds.refusal(commit.holds());
        return held.isPresent() ? held : wakes.refusal(commit.wakes());
    }

    private Optional<CommitOutcome> stale(Append append) throws SQLException {
        var actual = heads.of(append.stream());
        var expected = append.expected();
        if (actual.revision() != expected.revision()) {
            return Optional.of(new Stale(append.stream(), expected.revision(), actual.revision()));
        }
        if (!actual.hash().equals(expected.hash())) {
            throw new IllegalArgumentException("stream " + append.stream() + " ends at revision " + actual.revision()
                    + " with another hash than the one expected; it was not read from this log");
        }
        return Optional.empty();
    }

    private void write(PackedCommit packed) throws SQLException {
        for (var one : packed.appends()) {
            write(packed.commit().id(), one);
        }
        holds.apply(packed.commit().holds());
        wakesChanged |= wakes.apply(packed.commit().wakes());
    }

    private void write(String commit, PackedAppend packed) throws SQLException {
        var stream = packed.append().stream();
        var events = packed.append().events().size();
        position += events;
        Sql.update(
                append,
                position,
                stream.value(),
                packed.append().expected().revision() + 1,
                events,
                commit,
                packed.hash(),
                packed.bytes());
        heads.moved(stream, packed.append().head());
        grown.add(new Growth(stream, packed.append().head().revision(), position));
    }

    WakeTable wakes() {
        return wakes;
    }

    /** The queue was changed by other means than a commit. */
    void wakesChanged() {
        wakesChanged = true;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void committed() {
        durable.riseTo(position);
        watches.grown(grown);
        grown.clear();
        if (wakesChanged) {
            wakesChanged = false;
            wakeChanges.riseTo(wakeChanges.value() + 1);
        }
    }

    @Override
    public void rolledBack() {
        position = durable.value();
        wakesChanged = false;
        grown.clear();
        heads.forget();
    }
}
