package dev.baton.store.postgres;

import dev.baton.event.EventStore;
import dev.baton.event.Growth;
import dev.baton.event.StreamId;
import dev.baton.event.StreamWatches;
import dev.baton.store.Watermark;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.function.LongConsumer;

/** What this store knows of how the log and the queue moved, by its own doing and others', and who waits for that. */
final class Changes implements AutoCloseable {
    private final String store = UUID.randomUUID().toString().substring(0, 13);
    private final Watermark position = new Watermark(0);
    private final Watermark work = new Watermark(0);
    private final StreamWatches watches = new StreamWatches();

    /** By which others know whose notice they read. */
    String store() {
        return store;
    }

    long position() {
        return position.value();
    }

    /** The log reaches to {@code last}; all streams that grew are told by {@link #grown}. */
    void reached(long last) {
        position.riseTo(last);
    }

    void grown(Collection<Growth> growths) {
        watches.grown(growths);
    }

    EventStore.Telling tell(StreamId stream, LongConsumer told) {
        return watches.tell(stream, told);
    }

    void workSooner() {
        work.riseTo(work.value() + 1);
    }

    long awaitBeyond(long after, Duration atMost) throws InterruptedException {
        return position.awaitAbove(after, atMost);
    }

    long awaitWork(long seen, Duration atMost) throws InterruptedException {
        return work.awaitAbove(seen, atMost);
    }

    @Override
    public void close() {
        position.close();
        work.close();
        watches.close();
    }
}
