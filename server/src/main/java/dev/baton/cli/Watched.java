package dev.baton.cli;

import dev.baton.event.Hold;
import dev.baton.event.LogContents;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import java.util.List;
import java.util.Optional;

/** Contents whose progress is told while they are handed on. */
record Watched(LogContents contents, Progress progress) implements LogContents {
    @Override
    public List<StoredRow> rows(long afterPosition, int limit) {
        progress.accept(afterPosition);
        return contents.rows(afterPosition, limit);
    }

    @Override
    public List<Hold> holds(Optional<Digest> after, int limit) {
        return contents.holds(after, limit);
    }

    @Override
    public List<Wake> wakes(Optional<StreamId> after, int limit) {
        return contents.wakes(after, limit);
    }
}
