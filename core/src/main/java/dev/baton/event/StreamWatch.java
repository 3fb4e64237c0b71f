package dev.baton.event;

import java.time.Duration;

/** Notices when one stream grows. For one thread. */
public interface StreamWatch extends AutoCloseable {

    /**
     * Blocks until the stream has grown since the watch began or the last return, the time is over or the store is
     * closed.
     *
     * @return false when it certainly has not grown
     */
    boolean await(Duration atMost) throws InterruptedException;

    /** Ends the noticing. */
    @Override
    void close();
}
