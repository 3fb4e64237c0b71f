package dev.baton.store;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A number that only rises and that threads can wait for. */
public final class Watermark {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long value;
    private boolean closed;

    public Watermark(long value) {
        this.value = value;
    }

    public long value() {
        return value;
    }

    public void riseTo(long higher) {
        change(() -> value = Math.max(value, higher));
    }

    /** Ends all waiting, now and later. */
    public void close() {
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
    public long awaitAbove(long seen, Duration atMost) throws InterruptedException {
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
