package dev.baton.store.postgres;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamId;
import dev.baton.event.WakeChange;
import dev.baton.store.PackedAppend;
import java.util.List;
import java.util.stream.Stream;

/**
 * A commit whose events were packed by the caller, so that the writer only binds bytes.
 *
 * @param archived streams that leave the log with it
 */
record PackedCommit(Commit commit, List<PackedAppend> appends, List<StreamEnd> archived) {
    static PackedCommit of(Commit commit) {
        return of(commit, List.of());
    }

    static PackedCommit of(Commit commit, List<StreamEnd> archived) {
        return new PackedCommit(commit, PackedAppend.of(commit), archived);
    }

    /** Every stream whose end matters. */
    Stream<StreamId> streams() {
        return Stream.concat(
                commit.appends().stream().map(Append::stream), archived.stream().map(StreamEnd::stream));
    }

    /** Every stream whose place in the queue matters. */
    Stream<StreamId> queued() {
        return Stream.concat(
                commit.wakes().stream().map(WakeChange::stream),
                archived.stream().map(StreamEnd::stream));
    }

    long bytes() {
        return appends.stream().mapToLong(append -> append.bytes().length).sum();
    }
}
