package dev.baton.event;

import java.time.Duration;

/** Watches a stream by watching the whole log, for stores that cannot tell which stream grew. */
final class LogWatch implements StreamWatch {
    private final EventStore store;
    private long seen;

    LogWatch(EventStore store) {
        this.store = store;
        this.seen = store.position();
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        var before = seen;
        seen = store.awaitBeyond(before, atMost);
        return seen > before;
    }

    @Override
    public void close() {
        // nothing is kept
    }
}
