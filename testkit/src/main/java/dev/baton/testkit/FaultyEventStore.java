package dev.baton.testkit;

import dev.baton.event.Claim;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.Growth;
import dev.baton.event.LogContents;
import dev.baton.event.LogSnapshot;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.StreamWatch;
import dev.baton.event.WakeQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Any store, with faults: now and then it does not do what it is asked, or does it and loses the answer. Which of its calls
 * meet that is told by a {@link FaultScript}; which thread makes them is not.
 */
public final class FaultyEventStore implements EventStore {
    private final EventStore store;
    private final FaultScript script;

    public FaultyEventStore(EventStore store, FaultScript script) {
        this.store = store;
        this.script = script;
    }

    private <R> R write(Supplier<R> action) {
        var fault = script.ofWrite();
        fault.filter(FaultScript.Fault.REFUSED::equals).ifPresent(it -> {
            throw new StoreUnavailableException("a fault of the script: nothing was written");
        });
        var answer = action.get();
        fault.ifPresent(it -> {
            throw new StoreUnavailableException("a fault of the script: it may have been written or not");
        });
        return answer;
    }

    private <R> R read(Supplier<R> action) {
        if (script.ofRead()) {
            throw new StoreUnavailableException("a fault of the script: nothing could be read");
        }
        return action.get();
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        return write(() -> store.commit(commit));
    }

    @Override
    public CommitOutcome archive(Commit record, List<StreamEnd> streams) {
        return write(() -> store.archive(record, streams));
    }

    @Override
    public long erase(List<StreamEnd> upTo, Instant at) {
        return write(() -> store.erase(upTo, at));
    }

    @Override
    public void restore(LogContents contents) {
        write(() -> {
            store.restore(contents);
            return true;
        });
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return read(() -> store.read(stream, afterRevision));
    }

    @Override
    public List<RecordedEvent> follow(long afterPosition, int limit) {
        return read(() -> store.follow(afterPosition, limit));
    }

    @Override
    public List<Growth> grown(long afterPosition, int limit) {
        return read(() -> store.grown(afterPosition, limit));
    }

    @Override
    public StreamHead head(StreamId stream) {
        return read(() -> store.head(stream));
    }

    @Override
    public LogSnapshot snapshot() {
        return read(store::snapshot);
    }

    @Override
    public Optional<StreamId> holder(String key) {
        return read(() -> store.holder(key));
    }

    @Override
    public long position() {
        return store.position();
    }

    @Override
    public long awaitBeyond(long position, Duration atMost) throws InterruptedException {
        return store.awaitBeyond(position, atMost);
    }

    @Override
    public StreamWatch watch(StreamId stream) {
        return store.watch(stream);
    }

    @Override
    public Telling tell(StreamId stream, LongConsumer told) {
        return store.tell(stream, told);
    }

    @Override
    public WakeQueue wakes() {
        return new FaultyWakeQueue(store.wakes());
    }

    @Override
    public Optional<String> refusal() {
        return script.isBroken() ? Optional.of("a fault of the script") : store.refusal();
    }

    @Override
    public void close() {
        store.close();
    }

    private final class FaultyWakeQueue implements WakeQueue {
        private final WakeQueue wakes;

        FaultyWakeQueue(WakeQueue wakes) {
            this.wakes = wakes;
        }

        @Override
        public List<Claim> claim(String owner, Instant now, Instant until, int limit) {
            var claims = write(() -> wakes.claim(owner, now, until, limit));
            if (!claims.isEmpty() && script.losesClaim()) {
                throw new StoreUnavailableException("a fault of the script: nobody knows what was claimed");
            }
            return claims;
        }

        @Override
        public List<Claim> renew(String owner, Instant now, Instant until) {
            return write(() -> wakes.renew(owner, now, until));
        }

        @Override
        public void release(String owner) {
            write(() -> {
                wakes.release(owner);
                return true;
            });
        }

        @Override
        public Optional<Instant> nextDue() {
            return read(wakes::nextDue);
        }

        @Override
        public int waiting(Instant now, int atMost) {
            return read(() -> wakes.waiting(now, atMost));
        }

        @Override
        public long awaitChange(long seen, Duration atMost) throws InterruptedException {
            return wakes.awaitChange(seen, atMost);
        }
    }
}
