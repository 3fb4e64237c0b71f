package dev.baton.store;

import dev.baton.event.StreamId;
import dev.baton.event.StreamWatch;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who waits for which stream to grow. */
public final class StreamWatches {
    private final Map<StreamId, Set<Watch>> watches = new HashMap<>();
    private boolean closed;

    public synchronized StreamWatch watch(StreamId stream) {
        var watch = new Watch(stream);
        watches.computeIfAbsent(stream, ignored -> new HashSet<>(2)).add(watch);
        if (closed) {
            watch.end();
        }
        return watch;
    }

    public synchronized void grown(Collection<StreamId> streams) {
        if (watches.isEmpty()) {
            return;
        }
        for (var stream : streams) {
            watches.getOrDefault(stream, Set.of()).forEach(Watch::notice);
        }
    }

    /** Ends all waiting, now and later. */
    public synchronized void close() {
        closed = true;
        watches.values().forEach(ofStream -> ofStream.forEach(Watch::end));
    }

    private synchronized void remove(Watch watch) {
        watches.computeIfPresent(watch.stream, (stream, all) -> {
            all.remove(watch);
            return all.isEmpty() ? null : all;
        });
    }

    private final class Watch implements StreamWatch {
        private final StreamId stream;
        private final Watermark growths = new Watermark(0);
        private long seen;

        Watch(StreamId stream) {
            this.stream = stream;
        }

        void notice() {
            growths.riseTo(growths.value() + 1);
        }

        void end() {
            growths.close();
        }

        @Override
        public boolean await(Duration atMost) throws InterruptedException {
            var before = seen;
            seen = growths.awaitAbove(before, atMost);
            return seen > before;
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}
