package dev.baton.store.postgres;

import dev.baton.event.Commit;
import dev.baton.store.PackedAppend;
import java.util.List;

/** A commit whose events were packed by the caller, so that the writer only binds bytes. */
record PackedCommit(Commit commit, List<PackedAppend> appends) {
    static PackedCommit of(Commit commit) {
        return new PackedCommit(commit, PackedAppend.of(commit));
    }

    long bytes() {
        return appends.stream().mapToLong(append -> append.bytes().length).sum();
    }
}
