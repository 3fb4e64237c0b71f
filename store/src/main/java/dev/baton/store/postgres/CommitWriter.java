package dev.baton.store.postgres;

import dev.baton.event.CommitOutcome;
import dev.baton.event.StoreUnavailableException;
import dev.baton.store.Answers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of this process that commits. It takes whatever is queued and makes it durable in one transaction, so
 * that many callers share one wait for the disk. Each caller waits for its own answer.
 *
 * <p>When the connection breaks, everything of the group that has no answer yet is done again on the next connection.
 * The ids of the commits, looked up while the end of the log is locked, tell which of them are there already; a
 * transaction of the old connection that is still on its way holds that lock, so nothing can slip in between.
 */
final class CommitWriter implements AutoCloseable {
    /**
     * How much is taken on.
     *
     * @param waiting how many commits may be queued; whoever comes then waits
     * @param together how many share a transaction at most
     * @param bytes of packed events that share a transaction, unless one alone has more
     * @param patience how long a commit waits for its turn and for a database that is away
     */
    record Bounds(int waiting, int together, long bytes, Duration patience) {
        static final Bounds USUAL = new Bounds(2048, 512, 8 << 20, Duration.ofSeconds(60));
    }

    private static final Logger LOG = LoggerFactory.getLogger(CommitWriter.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final PostgresAddress address;
    private final Bounds bounds;
    private final Changes changes;
    private final WriterSession session;
    private final BlockingQueue<Job> queue;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Job> group = new ArrayList<>();
    private final Thread thread;
    private volatile Optional<String> ended = Optional.empty();
    private volatile Optional<String> away = Optional.empty();

    private CommitWriter(PostgresAddress address, Bounds bounds, Changes changes) {
        this.address = address;
        this.bounds = bounds;
        this.changes = changes;
        this.session = new WriterSession(address);
        this.queue = new ArrayBlockingQueue<>(bounds.waiting());
        this.thread = Thread.ofPlatform().daemon().name("baton-writer").unstarted(this::run);
    }

    static CommitWriter start(PostgresAddress address, Bounds bounds, Changes changes) {
        var writer = new CommitWriter(address, bounds, changes);
        writer.thread.start();
        return writer;
    }

    /** Why nothing is accepted, or what commits wait for. */
    Optional<String> refusal() {
        return ended.or(() -> away);
    }

    /**
     * Returns once the commit is settled.
     *
     * @throws StoreUnavailableException when nothing is accepted, too much waits, or the database stays away
     */
    CommitOutcome commit(PackedCommit commit) {
        var job = new Job(commit, System.nanoTime() + bounds.patience().toNanos());
        requireAccepting();
        enqueue(job);
        // the thread may have ended in between, and would then never look at the queue again
        if (ended.isPresent() && queue.remove(job)) {
            requireAccepting();
        }
        return Answers.await(job.answer);
    }

    private void enqueue(Job job) {
        try {
            if (!queue.offer(job) && !queue.offer(job, bounds.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailableException("nothing was written: " + bounds.waiting() + " others waited for "
                        + address + " for " + bounds.patience() + "; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("nothing was written: interrupted before its turn", e);
        }
    }

    private void requireAccepting() {
        ended.ifPresent(reason -> {
            throw new StoreUnavailableException(reason);
        });
    }

    private void run() {
        try (session) {
            while (takeIntoGroup()) {
                if (group.stream().anyMatch(Job::isAlone)) {
                    group.forEach(job -> settle(List.of(job)));
                } else {
                    settle(group);
                }
                group.clear();
            }
        } catch (Throwable e) {
            // an error as of memory: nobody may wait for an answer that never comes
            LOG.error("Writing has ended", e);
            end(Failure.words(address, e) + "; nothing more is accepted until a restart");
        }
        failAll(group);
        queue.drainTo(group);
        failAll(group);
    }

    private void failAll(List<Job> jobs) {
        jobs.forEach(job -> job.fail(new StoreUnavailableException(ended.orElse(address + " is closed"))));
        jobs.clear();
    }

    /** False when there is nothing more to do: closed, and all that waited is settled. */
    private boolean takeIntoGroup() {
        try {
            if (closing.getCount() > 0) {
                group.add(queue.take());
            }
        } catch (InterruptedException e) {
            // closing wakes this thread up; what still waits is settled below
        }
        var bytes = group.stream().mapToLong(Job::bytes).sum();
        while (group.size() < bounds.together() && bytes < bounds.bytes()) {
            var next = queue.poll();
            if (next == null) {
                break;
            }
            group.add(next);
            bytes += next.bytes();
        }
        return !group.isEmpty();
    }

    /** Returns once every job has its answer. */
    private void settle(List<Job> jobs) {
        var open = new ArrayList<>(jobs);
        while (!open.isEmpty()) {
            try {
                write(open);
                away = Optional.empty();
                return;
            } catch (SQLException | RuntimeException e) {
                session.rollBack();
                if (e instanceof SQLException sql && !Failure.isOfTheValues(sql)) {
                    goneAway(sql);
                    open.removeIf(job -> job.isGivenUp(address, bounds.patience(), isClosing()));
                    pause();
                } else if (open.size() == 1) {
                    open.removeFirst().fail(Failure.refused(e));
                } else {
                    open.forEach(job -> settle(List.of(job)));
                    return;
                }
            }
        }
    }

    private void write(List<Job> jobs) throws SQLException {
        var batch = new Batch(session.look(jobs.stream().map(Job::packed).toList()));
        jobs.forEach(job -> job.decide(batch));
        if (!batch.isEmpty()) {
            session.write(batch, notice(batch));
            jobs.forEach(Job::isOnItsWay);
        }
        session.commit();
        tell(batch);
        jobs.forEach(Job::succeed);
    }

    private Optional<Notice> notice(Batch batch) {
        return batch.isWorkSooner() || batch.position() > batch.positionBefore()
                ? Optional.of(
                        new Notice(changes.store(), batch.positionBefore(), batch.position(), batch.isWorkSooner()))
                : Optional.empty();
    }

    private void tell(Batch batch) {
        changes.reached(batch.position());
        changes.grown(batch.rows().stream().map(Batch.Row::growth).toList());
        if (batch.isWorkSooner()) {
            changes.workSooner();
        }
    }

    private void goneAway(SQLException e) {
        session.disconnect();
        if (away.isEmpty()) {
            LOG.warn("{}; commits wait for it", Failure.words(address, e));
            away = Optional.of(Failure.words(address, e) + "; commits have waited for it since " + Instant.now());
        }
    }

    private void pause() {
        try {
            var ignored = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // closing: the next attempt is the last
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void end(String reason) {
        if (ended.isEmpty()) {
            ended = Optional.of(reason);
        }
    }

    /** Writes what waits, unless the database is away, accepts nothing more and ends. */
    @Override
    public void close() {
        end(address + " is closed");
        closing.countDown();
        thread.interrupt();
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A commit and its answer, which is given only once it is durable. */
    private static final class Job {
        private final PackedCommit packed;
        private final long deadline;
        private final CompletableFuture<CommitOutcome> answer = new CompletableFuture<>();
        private Optional<CommitOutcome> outcome = Optional.empty();
        private boolean perhapsWritten;

        Job(PackedCommit packed, long deadline) {
            this.packed = packed;
            this.deadline = deadline;
        }

        PackedCommit packed() {
            return packed;
        }

        /** Streams that leave and their neighbours' events in one script would need an order. */
        boolean isAlone() {
            return !packed.archived().isEmpty();
        }

        long bytes() {
            return packed.bytes();
        }

        void decide(Batch batch) {
            try {
                outcome = Optional.of(batch.decide(packed));
            } catch (IllegalArgumentException e) {
                outcome = Optional.empty();
                fail(e);
            }
        }

        void isOnItsWay() {
            perhapsWritten = true;
        }

        void succeed() {
            outcome.ifPresent(answer::complete);
        }

        boolean isGivenUp(PostgresAddress address, Duration patience, boolean closing) {
            if (answer.isDone()) {
                return true;
            }
            if (!closing && System.nanoTime() - deadline < 0) {
                return false;
            }
            var why = closing ? address + " was away when it was closed" : address + " was away for " + patience;
            fail(new StoreUnavailableException(
                    perhapsWritten
                            ? "it is not known whether commit "
                                    + packed.commit().id() + " was written: " + why
                                    + "; commit it again under the same id to find out"
                            : "nothing was written: " + why + "; try again later"));
            return true;
        }

        void fail(RuntimeException reason) {
            answer.completeExceptionally(reason);
        }
    }
}
