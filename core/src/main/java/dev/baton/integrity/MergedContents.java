package dev.baton.integrity;

import dev.baton.event.Hold;
import dev.baton.event.LogContents;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A log with archives put back: their rows between its own, by position. Read once and in order, as files are. */
public final class MergedContents implements LogContents {
    private static final int PAGE = 200;

    private final LogContents log;
    private final List<Source> sources = new ArrayList<>();

    public MergedContents(LogContents log, List<LogFileReader> archives) {
        this.log = log;
        sources.add(new Source(log, false));
        archives.forEach(archive -> sources.add(new Source(archive, true)));
    }

    /** Rows that are read ahead. */
    private static final class Source {
        private final LogContents contents;
        private final boolean isFile;
        private final Deque<StoredRow> ahead = new ArrayDeque<>();
        private long last;
        private boolean ended;

        Source(LogContents contents, boolean isFile) {
            this.contents = contents;
            this.isFile = isFile;
        }

        boolean hasNext() {
            if (ahead.isEmpty() && !ended) {
                ahead.addAll(contents.rows(last, PAGE));
                ended = ahead.isEmpty();
                if (ended && isFile) {
                    // what comes after the rows tells whether the file is whole
                    contents.holds(Optional.empty(), 1);
                    contents.wakes(Optional.empty(), 1);
                }
            }
            return !ahead.isEmpty();
        }

        long position() {
            return ahead.getFirst().position();
        }

        StoredRow next() {
            last = position();
            return ahead.removeFirst();
        }
    }

    @Override
    public List<StoredRow> rows(long afterPosition, int limit) {
        var page = new ArrayList<StoredRow>();
        while (page.size() < limit) {
            var next = sources.stream().filter(Source::hasNext).min(Comparator.comparingLong(Source::position));
            if (next.isEmpty()) {
                break;
            }
            page.add(next.get().next());
        }
        return page;
    }

    @Override
    public List<Hold> holds(Optional<Digest> after, int limit) {
        return log.holds(after, limit);
    }

    @Override
    public List<Wake> wakes(Optional<StreamId> after, int limit) {
        return log.wakes(after, limit);
    }
}
