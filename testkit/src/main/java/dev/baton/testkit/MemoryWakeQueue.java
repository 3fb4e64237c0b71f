package dev.baton.testkit;

import dev.baton.event.Claim;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.WakeQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The queue of a log in memory. */
record MemoryWakeQueue(MemoryLog log, BooleanSupplier closed) implements WakeQueue {
    @Override
    public List<Claim> claim(String owner, Instant now, Instant until, int limit) {
        return whenOpen(wakes -> wakes.claim(owner, now, until, limit));
    }

    @Override
    public List<Claim> renew(String owner, Instant now, Instant until) {
        return whenOpen(wakes -> wakes.renew(owner, now, until));
    }

    @Override
    public void release(String owner) {
        log.changing(() -> whenOpen(wakes -> {
            wakes.release(owner);
            return true;
        }));
    }

    @Override
    public Optional<Instant> nextDue() {
        return whenOpen(MemoryWakes::nextDue);
    }

    @Override
    public int waiting(Instant now, int atMost) {
        return whenOpen(wakes -> wakes.waiting(now, atMost));
    }

    @Override
    public long awaitChange(long seen, Duration atMost) throws InterruptedException {
        return log.awaitBeyond(() -> log.wakes().changes(), seen, atMost, closed);
    }

    private <T> T whenOpen(Function<MemoryWakes, T> action) {
        return log.locked(() -> {
            if (closed.getAsBoolean()) {
                throw new StoreUnavailableException("the store is closed");
            }
            return action.apply(log.wakes());
        });
    }
}
