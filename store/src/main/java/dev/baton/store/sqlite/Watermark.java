package dev.baton.store.sqlite;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A number that only rises and that threads can wait for. */
final class Watermark {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long value;
    private boolean closed;

    Watermark(long value) {
        this.value = value;
    }

    long value() {
        return value;
    }

    void riseTo(long higher) {
        change(() -> value = Math.max(value, higher));
    }

    /** Ends all waiting, now and later. */
    void close() {
        change(() -> closed = true);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the number is above {@code seen}, the time is over or this is closed, and returns the number. */
    long awaitAbove(long seen, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = atMost.toNanos();
            while (value <= seen && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            return value;
        } finally {
            lock.unlock();
        }
    }
}
