package dev.baton.engine;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.LogSnapshot;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamHead;
import dev.baton.integrity.ArchiveRecord;
import dev.baton.integrity.Checkpoint;
import dev.baton.integrity.LogPoint;
import dev.baton.integrity.NodeKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log with a running digest and signs now and then how far it has come: after a while, after much, and when
 * closed. Several nodes may do this on one log; each goes on from whatever checkpoint is the latest.
 */
public final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int PAGE = 500;
    /** So near to the end a checkpoint is written before the log has moved on much. */
    private static final long NEAR = 5_000;

    private static final long RECENT = 20;

    /**
     * How often.
     *
     * @param longest how long something may stand in the log before a checkpoint covers it
     * @param most how many events may
     */
    public record Rhythm(Duration longest, long most) {
        public static final Rhythm USUAL = new Rhythm(Duration.ofMinutes(1), 100_000);
    }

    private final EventStore store;
    private final NodeKey key;
    private final Rhythm rhythm;
    private final InstantSource clock;
    private final Consumer<Checkpoint> written;
    private final Ids ids;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("baton-checkpoints").unstarted(this::keepOn);
    private LogPoint point = LogPoint.START;
    private LogPoint signed = LogPoint.START;
    private LogPoint told = LogPoint.START;
    private Instant latest = Instant.EPOCH;
    private StreamHead end = StreamHead.EMPTY;
    private long archives;
    private boolean news;

    private Checkpoints(
            EventStore store, NodeKey key, Rhythm rhythm, InstantSource clock, Consumer<Checkpoint> written) {
        this.store = store;
        this.key = key;
        this.rhythm = rhythm;
        this.clock = clock;
        this.written = written;
        this.ids = new Ids(clock, new SecureRandom());
    }

    /** @param written is told of each checkpoint once it is durable */
    public static Checkpoints start(
            EventStore store, NodeKey key, Rhythm rhythm, InstantSource clock, Consumer<Checkpoint> written) {
        var checkpoints = new Checkpoints(store, key, rhythm, clock, written);
        checkpoints.thread.start();
        return checkpoints;
    }

    private void keepOn() {
        while (closed.getCount() > 0) {
            try {
                store.awaitBeyond(store.position() + rhythm.most(), rhythm.longest());
                checkpoint(false);
            } catch (InterruptedException e) {
                return;
            } catch (StoreUnavailableException e) {
                LOG.debug("No checkpoint: {}", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                LOG.warn("No checkpoint could be written; it is tried again", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            closed.await(rhythm.longest().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Signs how far the log has come, unless nothing happened since somebody did this last. */
    private synchronized void checkpoint(boolean last) {
        if (!advance() || !(last || isTime())) {
            return;
        }
        var checkpoint = key.sign(point, clock.instant());
        var append = Append.chain(Checkpoint.STREAM, end, List.of(checkpoint.toEvent()), ids::salt);
        // anything else than committed means that another node has just written one
        if (store.commit(Commit.of("c-" + ids.next(), append)) instanceof CommitOutcome.Committed) {
            latest = checkpoint.at();
            signed = point;
            tell(checkpoint);
        }
    }

    private void tell(Checkpoint checkpoint) {
        told = checkpoint.point();
        written.accept(checkpoint);
    }

    /** False while the checkpoint of another node is good enough. */
    private boolean isTime() {
        return point.position() - signed.position() >= rhythm.most()
                || !latest.plus(rhythm.longest().dividedBy(2)).isAfter(clock.instant());
    }

    /** Brings the digest near to the end of the log; false when nothing but checkpoints was added since the last. */
    private boolean advance() {
        do {
            try (var snapshot = store.snapshot()) {
                catchUp(snapshot);
                walk(snapshot);
            }
        } while (store.position() - point.position() > NEAR);
        return news;
    }

    /** Goes on from the latest point that somebody else has left in the log, if it is further on. */
    private void catchUp(LogSnapshot snapshot) {
        for (var event : snapshot.read(ArchiveRecord.STREAM, archives)) {
            archives = event.revision();
            ArchiveRecord.in(event).ifPresent(archive -> goOnFrom(archive.whole()));
        }
        var found = new ArrayList<Checkpoint>();
        for (var event : snapshot.read(Checkpoint.STREAM, lookedAt())) {
            end = event.head();
            Checkpoint.in(event).filter(Checkpoint::isGenuine).ifPresent(found::add);
        }
        found.forEach(this::learn);
        // one whose answer was lost when it was written, or that was written before the last start
        found.stream()
                .filter(it -> it.key().equals(key.publicKey()))
                .reduce((first, second) -> second)
                .filter(it -> it.point().position() > told.position())
                .ifPresent(this::tell);
    }

    /** Where to go on reading checkpoints; of all that were written before the start only the last few matter. */
    private long lookedAt() {
        return end.equals(StreamHead.EMPTY)
                ? Math.max(0, store.head(Checkpoint.STREAM).revision() - RECENT)
                : end.revision();
    }

    private void learn(Checkpoint checkpoint) {
        goOnFrom(checkpoint.point());
        if (checkpoint.point().position() >= point.position()) {
            news = false;
        }
        if (checkpoint.point().position() > signed.position()) {
            signed = checkpoint.point();
            latest = checkpoint.at();
        }
    }

    private void goOnFrom(LogPoint other) {
        if (other.position() > point.position()) {
            point = other;
        }
    }

    private void walk(LogSnapshot snapshot) {
        var rows = snapshot.rows(point.position(), PAGE);
        while (!rows.isEmpty()) {
            for (var row : rows) {
                point = point.after(row);
                news |= !row.stream().equals(Checkpoint.STREAM.value());
            }
            rows = snapshot.rows(point.position(), PAGE);
        }
    }

    /** Writes a last checkpoint. Nothing is written after it by this node. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
            checkpoint(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailableException e) {
            LOG.warn("No last checkpoint could be written: {}", e.getMessage());
        }
    }
}
