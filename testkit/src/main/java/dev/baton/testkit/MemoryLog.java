package dev.baton.testkit;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a store in memory holds, under one lock; it outlives the store that opened it. */
final class MemoryLog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<StreamId, List<RecordedEvent>> streams = new HashMap<>();
    private final Map<String, Long> commits = new HashMap<>();
    private final MemoryHolds holds = new MemoryHolds();
    private final MemoryWakes wakes = new MemoryWakes();

    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void changing(Runnable action) {
        locked(() -> {
            action.run();
            changed.signalAll();
            return true;
        });
    }

    long awaitBeyond(LongSupplier value, long seen, Duration atMost, BooleanSupplier closed)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = atMost.toNanos();
            while (value.getAsLong() <= seen && left > 0 && !closed.getAsBoolean()) {
                left = changed.awaitNanos(left);
            }
            return value.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    Optional<Long> recorded(String commit) {
        return Optional.ofNullable(commits.get(commit));
    }

    StreamHead head(StreamId stream) {
        var recorded = streams.getOrDefault(stream, List.of());
        return recorded.isEmpty() ? StreamHead.EMPTY : recorded.getLast().head();
    }

    /** Writes a commit that was found to be in order and returns its position. */
    long record(Commit commit) {
        changing(() -> {
            commit.appends().forEach(append -> record(commit.id(), append));
            holds.apply(commit.holds());
            wakes.apply(commit.wakes());
            commits.put(commit.id(), position());
        });
        return position();
    }

    private void record(String commit, Append append) {
        var revision = append.expected().revision();
        for (var event : append.events()) {
            revision++;
            var recorded = new RecordedEvent(append.stream(), revision, position() + 1, commit, event);
            events.add(recorded);
            streams.computeIfAbsent(append.stream(), ignored -> new ArrayList<>())
                    .add(recorded);
        }
    }

    List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return after(streams.getOrDefault(stream, List.of()), afterRevision, Integer.MAX_VALUE);
    }

    List<RecordedEvent> follow(long afterPosition, int limit) {
        return after(events, afterPosition, limit);
    }

    private static List<RecordedEvent> after(List<RecordedEvent> events, long after, int limit) {
        var from = (int) Math.min(after, events.size());
        return List.copyOf(events.subList(from, (int) Math.min((long) from + limit, events.size())));
    }

    long position() {
        return events.size();
    }

    MemoryHolds holds() {
        return holds;
    }

    MemoryWakes wakes() {
        return wakes;
    }
}
