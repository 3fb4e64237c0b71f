package dev.baton.store.sqlite;

import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.StreamEnd;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Streams that leave the log, and the commit that tells of it. */
record PackedArchive(PackedCommit record, List<StreamEnd> streams)
        implements GroupWriter.Work<LogTables, CommitOutcome> {

    static PackedArchive of(Commit record, List<StreamEnd> streams) {
        return new PackedArchive(PackedCommit.of(record), streams);
    }

    @Override
    public CommitOutcome on(LogTables tables) throws SQLException {
        return tables.archive(record, streams);
    }

    @Override
    public Optional<CommitOutcome> recall(Connection fresh) throws SQLException {
        return record.recall(fresh);
    }
}
