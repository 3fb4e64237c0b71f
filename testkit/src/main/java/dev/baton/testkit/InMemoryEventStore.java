package dev.baton.testkit;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.LogContents;
import dev.baton.event.LogSnapshot;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.StreamWatches;
import dev.baton.event.WakeQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** A log in memory that keeps every promise of the port but durability: its contents end with the last reference. */
public final class InMemoryEventStore implements EventStore {
    private final MemoryLog log;
    private final StreamWatches watches = new StreamWatches();
    private volatile boolean closed;

    public InMemoryEventStore() {
        this(new MemoryLog());
    }

    private InMemoryEventStore(MemoryLog log) {
        this.log = log;
        log.joined(watches);
    }

    /** Closes this store and opens the same contents again, as a restart does. */
    public InMemoryEventStore reopen() {
        close();
        return new InMemoryEventStore(log);
    }

    /** Another store on the same contents, as another node has it. */
    public InMemoryEventStore beside() {
        return new InMemoryEventStore(log);
    }

    @Override
    public Telling tell(StreamId stream, LongConsumer told) {
        return watches.tell(stream, told);
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        return log.locked(() -> {
            requireOpen();
            return log.recorded(commit.id())
                    .<CommitOutcome>map(CommitOutcome.Committed::new)
                    .or(() -> refusalOf(commit))
                    .orElseGet(() -> new CommitOutcome.Committed(log.record(commit)));
        });
    }

    @Override
    public CommitOutcome archive(Commit record, List<StreamEnd> streams) {
        return log.locked(() -> {
            requireOpen();
            return log.recorded(record.id())
                    .<CommitOutcome>map(CommitOutcome.Committed::new)
                    .or(() -> refusalOf(record))
                    .or(() -> refusalOf(streams))
                    .orElseGet(() -> {
                        streams.forEach(end -> log.remove(end.stream()));
                        return new CommitOutcome.Committed(log.record(record));
                    });
        });
    }

    private Optional<CommitOutcome> refusalOf(List<StreamEnd> streams) {
        return streams.stream()
                .map(end -> Append.nothing(end.stream(), end.head()))
                .flatMap(end -> stale(end).stream())
                .findFirst()
                .or(() -> streams.stream()
                        .map(StreamEnd::stream)
                        .filter(log.wakes()::isQueued)
                        .findFirst()
                        .map(CommitOutcome.ClaimLost::new));
    }

    @Override
    public long erase(List<StreamEnd> upTo, Instant at) {
        return whenOpen(() -> upTo.stream().mapToLong(end -> log.erase(end, at)).sum());
    }

    @Override
    public void restore(LogContents contents) {
        whenOpen(() -> {
            if (log.position() > 0 || !log.holds().isEmpty() || !log.wakes().isEmpty()) {
                throw new IllegalStateException("the log is not empty, so nothing was restored into it");
            }
            log.restore(MemoryContents.of(contents));
            return true;
        });
    }

    @Override
    public LogSnapshot snapshot() {
        return whenOpen(() -> new MemorySnapshot(log.contents()));
    }

    @Override
    public StreamHead head(StreamId stream) {
        return whenOpen(() -> log.head(stream));
    }

    private Optional<CommitOutcome> refusalOf(Commit commit) {
        return commit.appends().stream()
                .flatMap(append -> stale(append).stream())
                .findFirst()
                .or(() -> log.holds().refusal(commit.holds()))
                .or(() -> log.wakes().refusal(commit.wakes()));
    }

    private Optional<CommitOutcome> stale(Append append) {
        var actual = log.head(append.stream());
        if (actual.revision() != append.expected().revision()) {
            return Optional.of(
                    new CommitOutcome.Stale(append.stream(), append.expected().revision(), actual.revision()));
        }
        requireSameHash(append, actual);
        return Optional.empty();
    }

    private static void requireSameHash(Append append, StreamHead actual) {
        if (!actual.equals(append.expected())) {
            throw new IllegalArgumentException("stream " + append.stream() + " ends at revision " + actual.revision()
                    + " with another hash than the one expected; it was not read from this log");
        }
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return whenOpen(() -> log.read(stream, afterRevision));
    }

    @Override
    public List<RecordedEvent> follow(long afterPosition, int limit) {
        return whenOpen(() -> log.follow(afterPosition, limit));
    }

    @Override
    public long position() {
        return whenOpen(log::position);
    }

    @Override
    public long awaitBeyond(long position, Duration atMost) throws InterruptedException {
        return log.awaitBeyond(log::position, position, atMost, () -> closed);
    }

    @Override
    public Optional<StreamId> holder(String key) {
        return whenOpen(() -> log.holds().holder(key));
    }

    @Override
    public WakeQueue wakes() {
        return new MemoryWakeQueue(log, () -> closed);
    }

    @Override
    public Optional<String> refusal() {
        return closed ? Optional.of("the store is closed") : Optional.empty();
    }

    @Override
    public void close() {
        log.changing(() -> closed = true);
        log.left(watches);
    }

    private <T> T whenOpen(Supplier<T> reading) {
        return log.locked(() -> {
            requireOpen();
            return reading.get();
        });
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreUnavailableException("the store is closed");
        }
    }
}
