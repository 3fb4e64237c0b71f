package dev.baton.store.sqlite;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventPacking;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A commit whose events were packed by the caller, so that the writer only binds bytes. */
record PackedCommit(Commit commit, List<PackedAppend> appends) implements GroupWriter.Work<LogTables, CommitOutcome> {

    @SuppressWarnings("ArrayRecordComponent") // never compared; a copy of every row would be waste
    record PackedAppend(Append append, byte[] bytes, byte[] hash) {
        static PackedAppend of(Append append) {
            return new PackedAppend(
                    append,
                    EventPacking.pack(append.events()),
                    append.head().hash().bytes());
        }
    }

    static PackedCommit of(Commit commit) {
        return new PackedCommit(
                commit,
                commit.appends().stream()
                        .filter(append -> !append.events().isEmpty())
                        .map(PackedAppend::of)
                        .toList());
    }

    @Override
    public CommitOutcome on(LogTables tables) throws SQLException {
        return tables.record(this);
    }

    @Override
    public Optional<CommitOutcome> recall(Connection fresh) throws SQLException {
        try (var commits = new RecordedCommits(fresh)) {
            return commits.position(commit.id()).map(CommitOutcome.Committed::new);
        }
    }
}
