package dev.baton.store.sqlite;

import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.store.PackedAppend;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A commit whose events were packed by the caller, so that the writer only binds bytes. */
record PackedCommit(Commit commit, List<PackedAppend> appends) implements GroupWriter.Work<LogTables, CommitOutcome> {
    static PackedCommit of(Commit commit) {
        return new PackedCommit(commit, PackedAppend.of(commit));
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
