package dev.baton.event;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Turns being told into waiting. */
final class GrowthWatch implements StreamWatch {
    private final Semaphore growths = new Semaphore(0);
    private final EventStore.Telling telling;
    private volatile boolean ended;

    GrowthWatch(EventStore store, StreamId stream) {
        telling = store.tell(stream, this::told);
    }

    private void told(long revision) {
        ended |= revision == 0;
        growths.release();
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        if (ended) {
            return true;
        }
        var grown = growths.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        growths.drainPermits();
        return grown;
    }

    @Override
    public void close() {
        telling.close();
    }
}
