package dev.baton.integrity;

import dev.baton.event.Hold;
import dev.baton.event.LogContents;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import java.util.List;
import java.util.Optional;

/** Contents that are verified while they are handed on; whoever takes them is told at their end when they are not sound. */
public record Verified(LogContents contents, Verification verification) implements LogContents {
    @Override
    public List<StoredRow> rows(long afterPosition, int limit) {
        var page = contents.rows(afterPosition, limit);
        page.forEach(verification::row);
        return page;
    }

    @Override
    public List<Hold> holds(Optional<Digest> after, int limit) {
        var page = contents.holds(after, limit);
        page.forEach(verification::hold);
        return page;
    }

    /** @throws UnsoundLogException at the end, when anything was found */
    @Override
    public List<Wake> wakes(Optional<StreamId> after, int limit) {
        var page = contents.wakes(after, limit);
        page.forEach(verification::wake);
        if (page.isEmpty()) {
            var report = verification.end();
            if (!report.isSound()) {
                throw new UnsoundLogException(report);
            }
        }
        return page;
    }
}
