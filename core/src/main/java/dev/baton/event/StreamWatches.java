package dev.baton.event;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** Who is to be told when which stream grows: kept by implementations of {@link EventStore}. */
public final class StreamWatches {
    private static final long NOTHING = 0;

    private final Map<StreamId, Set<Watch>> watches = new HashMap<>();
    private boolean closed;

    /** As {@link EventStore#tell}. */
    public synchronized EventStore.Telling tell(StreamId stream, LongConsumer told) {
        var watch = new Watch(stream, told);
        watches.computeIfAbsent(stream, ignored -> new HashSet<>(2)).add(watch);
        if (closed) {
            told.accept(NOTHING);
        }
        return watch;
    }

    public synchronized void grown(Collection<Growth> growths) {
        if (watches.isEmpty()) {
            return;
        }
        for (var growth : growths) {
            watches.getOrDefault(growth.stream(), Set.of()).forEach(watch -> watch.told.accept(growth.revision()));
        }
    }

    /** Tells everybody a last time, now and later. */
    public synchronized void close() {
        closed = true;
        watches.values().forEach(ofStream -> ofStream.forEach(watch -> watch.told.accept(NOTHING)));
    }

    private synchronized void remove(Watch watch) {
        watches.computeIfPresent(watch.stream, (stream, all) -> {
            all.remove(watch);
            return all.isEmpty() ? null : all;
        });
    }

    private final class Watch implements EventStore.Telling {
        private final StreamId stream;
        private final LongConsumer told;

        Watch(StreamId stream, LongConsumer told) {
            this.stream = stream;
            this.told = told;
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}
