package dev.baton.testkit;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.Growth;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.StreamWatches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a store in memory holds, under one lock; it outlives the store that opened it. */
final class MemoryLog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final NavigableMap<Long, RecordedEvent> events = new TreeMap<>();
    private final Map<StreamId, List<RecordedEvent>> streams = new HashMap<>();
    private final Map<String, Long> commits = new HashMap<>();
    private final MemoryHolds holds = new MemoryHolds();
    private final MemoryWakes wakes = new MemoryWakes();
    /** Of the stores that stand on this log. */
    private final Set<StreamWatches> watches = new HashSet<>();

    private long position;

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

    void joined(StreamWatches ofStore) {
        locked(() -> watches.add(ofStore));
    }

    void left(StreamWatches ofStore) {
        locked(() -> watches.remove(ofStore));
        ofStore.close();
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
            commits.put(commit.id(), position);
        });
        var grown = commit.appends().stream()
                .filter(append -> !append.events().isEmpty())
                .map(append -> new Growth(append.stream(), append.head().revision(), position))
                .toList();
        watches.forEach(ofStore -> ofStore.grown(grown));
        return position;
    }

    private void record(String commit, Append append) {
        var revision = append.expected().revision();
        for (var event : append.events()) {
            revision++;
            add(new RecordedEvent(append.stream(), revision, position + 1, commit, event));
        }
    }

    private void add(RecordedEvent event) {
        position = event.position();
        events.put(position, event);
        streams.computeIfAbsent(event.stream(), ignored -> new ArrayList<>()).add(event);
    }

    void remove(StreamId stream) {
        Optional.ofNullable(streams.remove(stream)).orElse(List.of()).forEach(event -> {
            events.remove(event.position());
            commits.remove(event.commit());
        });
    }

    long erase(StreamEnd upTo, Instant at) {
        var erased = 0L;
        for (var event : read(upTo.stream(), 0)) {
            if (event.revision() <= upTo.head().revision()
                    && event.event().erased().isEmpty()) {
                replace(new RecordedEvent(
                        event.stream(),
                        event.revision(),
                        event.position(),
                        event.commit(),
                        event.event().erased(at)));
                erased++;
            }
        }
        return erased;
    }

    private void replace(RecordedEvent event) {
        events.put(event.position(), event);
        Optional.ofNullable(streams.get(event.stream()))
                .orElseThrow()
                .replaceAll(other -> other.revision() == event.revision() ? event : other);
    }

    void restore(MemoryContents contents) {
        var restored =
                contents.rows().stream().flatMap(row -> row.unpack().stream()).toList();
        changing(() -> {
            restored.forEach(event -> {
                add(event);
                commits.put(event.commit(), position);
            });
            contents.holds().forEach(holds::restore);
            contents.wakes().forEach(wakes::restore);
        });
    }

    MemoryContents contents() {
        return new MemoryContents(
                MemoryContents.rows(List.copyOf(events.values())), holds.all(), wakes.all(), position);
    }

    List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return streams.getOrDefault(stream, List.of()).stream()
                .filter(event -> event.revision() > afterRevision)
                .toList();
    }

    List<RecordedEvent> follow(long afterPosition, int limit) {
        return events.tailMap(afterPosition, false).values().stream()
                .limit(limit)
                .toList();
    }

    long position() {
        return position;
    }

    MemoryHolds holds() {
        return holds;
    }

    MemoryWakes wakes() {
        return wakes;
    }
}
