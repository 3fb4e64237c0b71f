package dev.baton.engine;

import dev.baton.event.Claim;
import dev.baton.event.Commit;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.WakeChange;
import dev.baton.run.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims runs that are due, has each worked on by a loop of its own, and prolongs the claims meanwhile. */
final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration LEAVING = Duration.ofSeconds(2);
    /** More are not told of at once; others wait a little, so that receivers that hang stop no run. */
    private static final int MOST_CALLBACKS = 1000;

    private final EngineSettings settings;
    private final RunLog log;
    private final Programs programs;
    private final SwitchDesk switches;
    private final Performer performer;
    private final ExecutorService threads;
    private final Ids ids;
    private final LatestRuns latest;
    private final Endings endings;
    private final CallbackLoop callbacks;
    /** What is being told to the outside, by the tokens of their claims. */
    private final Map<String, Lease> telling = new ConcurrentHashMap<>();

    private final Map<String, RunLoop> loops = new ConcurrentHashMap<>();
    private final Set<String> starting = ConcurrentHashMap.newKeySet();
    /** The tokens of claims that are worked under. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    /** The tokens of claims that were unknown when they were prolonged last. */
    private Set<String> strays = Set.of();

    /** Claims that nobody works under and that could not be given back. */
    private final Queue<Lease> abandoned = new ConcurrentLinkedQueue<>();

    private final ExecutorService clerks = Executors.newFixedThreadPool(
            3, Thread.ofPlatform().daemon().name("baton-dispatch-", 0).factory());
    private final CountDownLatch closed = new CountDownLatch(1);

    Dispatcher(
            EngineSettings settings,
            RunLog log,
            Programs programs,
            SwitchDesk switches,
            Performer performer,
            ExecutorService threads,
            Ids ids,
            LatestRuns latest,
            Endings endings,
            CallbackLoop callbacks) {
        this.settings = settings;
        this.log = log;
        this.programs = programs;
        this.switches = switches;
        this.performer = performer;
        this.threads = threads;
        this.ids = ids;
        this.latest = latest;
        this.endings = endings;
        this.callbacks = callbacks;
    }

    void start() {
        clerks.execute(this::claimForEver);
        clerks.execute(this::renewForEver);
        clerks.execute(this::tickForEver);
    }

    boolean hasRoom() {
        return !isClosed() && loops.size() < settings.capacity().runs();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** A claim that is committed together with a new run, so that its work can start at once. */
    Lease newLease(String run) {
        var asked = System.nanoTime();
        var claim = new Claim(RunNames.stream(run), settings.node(), ids.next(), leaseEnd());
        return new Lease(claim, asked, settings.lease());
    }

    private Instant leaseEnd() {
        return settings.clock().instant().plus(settings.lease());
    }

    /**
     * Has a claimed run worked on.
     *
     * @param first the decision with which it has just begun here, if it has
     */
    void work(Lease lease, RunLog.Loaded loaded, Optional<Decision> first) {
        starting.add(loaded.run());
        known.add(lease.claim().token());
        try {
            threads.execute(() -> runLoop(lease, () -> Optional.of(loaded), first));
        } catch (RejectedExecutionException e) {
            // accepted in the moment of closing: another node, or this one's next start, goes on with it
            starting.remove(loaded.run());
        }
    }

    /** Whether a run is worked on here, so that its end will be told to who {@link Endings#expect}s it. */
    boolean worksOn(String run) {
        var loop = loops.get(run);
        return loop == null ? starting.contains(run) : !loop.isOver();
    }

    private void runLoop(Lease lease, Supplier<Optional<RunLog.Loaded>> load, Optional<Decision> first) {
        var stream = lease.claim().stream();
        var grownTo = new AtomicLong();
        // from before the run is read, so that nothing is missed which others, here or on other nodes, add to it
        var telling = settings.store().tell(stream, revision -> grown(stream.id(), grownTo, revision));
        try {
            var loaded = load.get();
            if (loaded.isEmpty()) {
                giveBack(lease, Optional.empty());
            } else if (!work(lease, loaded.get(), first, grownTo)) {
                giveBack(lease, Optional.of(Duration.ZERO));
            }
        } catch (InterruptedException e) {
            abandoned.add(lease);
            Thread.currentThread().interrupt();
        } catch (StoreUnavailableException e) {
            if (!isClosed()) {
                LOG.warn("run {} stops here until the store is available again: {}", stream.id(), e.getMessage());
            }
            abandoned.add(lease);
        } catch (RuntimeException e) {
            LOG.error("run {} could not go on; it is tried again in {}", stream.id(), settings.lease(), e);
            giveBack(lease, Optional.of(settings.lease()));
        } finally {
            starting.remove(stream.id());
            known.remove(lease.claim().token());
            telling.close();
        }
    }

    private void tellOutside(Lease lease) {
        var claim = lease.claim();
        try {
            if (telling.size() >= MOST_CALLBACKS) {
                giveBack(lease, Optional.of(callbacks.later()));
                return;
            }
            telling.put(claim.token(), lease);
            if (!callbacks.work(lease, this::isClosed)) {
                giveBack(lease, Optional.of(Duration.ZERO));
            }
        } catch (InterruptedException e) {
            abandoned.add(lease);
            Thread.currentThread().interrupt();
        } catch (StoreUnavailableException e) {
            abandoned.add(lease);
        } catch (RuntimeException e) {
            LOG.error("{} could not go on; it is tried again in {}", claim.stream(), settings.lease(), e);
            giveBack(lease, Optional.of(settings.lease()));
        } finally {
            telling.remove(claim.token());
            known.remove(claim.token());
        }
    }

    private void grown(String run, AtomicLong grownTo, long revision) {
        grownTo.accumulateAndGet(revision, Math::max);
        var loop = loops.get(run);
        if (loop != null) {
            loop.grownTo(revision);
        }
    }

    /** False when the run was left while the claim stands. */
    private boolean work(Lease lease, RunLog.Loaded loaded, Optional<Decision> first, AtomicLong grownTo)
            throws InterruptedException {
        var run = loaded.run();
        var loop = new RunLoop(
                settings, log, programs, switches, performer, threads, lease, loaded, first, latest, endings);
        if (enter(run, loop)) {
            loop.reload();
        }
        starting.remove(run);
        try {
            loop.grownTo(grownTo.get());
            return !isClosed() && loop.work();
        } finally {
            leave(run, loop);
        }
    }

    /** A claim that nobody works under would be prolonged with the others, and its run would stand still. */
    private void giveBack(Lease lease, Optional<Duration> pause) {
        try {
            var due = pause.map(settings.clock().instant()::plus);
            List<WakeChange> later = List.of(new WakeChange.Park(lease.claim(), due));
            settings.store().commit(new Commit(log.commitId(), List.of(), later, List.of()));
        } catch (RuntimeException e) {
            LOG.warn("the claim of {} could not be given back yet: {}", lease.claim().stream(), e.getMessage());
            abandoned.add(lease);
        }
    }

    private void giveBackAbandoned() {
        for (var left = abandoned.size(); left > 0 && !abandoned.isEmpty(); left--) {
            giveBack(abandoned.remove(), Optional.of(Duration.ZERO));
        }
    }

    private void claimForEver() {
        var seen = 0L;
        while (!isClosed()) {
            try {
                var room = settings.capacity().runs() - loops.size();
                if (room <= 0 || !claim(Math.min(room, 100))) {
                    seen = settings.store().wakes().awaitChange(seen, pause());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!isClosed()) {
                    LOG.warn("runs could not be claimed: {}", e.getMessage());
                    pauseAfterError();
                }
            }
        }
    }

    /** False when nothing is due, which is cheaper to find out than to claim nothing. */
    private boolean claim(int most) {
        if (!isDue(settings.store().wakes().nextDue())) {
            return false;
        }
        var asked = System.nanoTime();
        var claims =
                settings.store().wakes().claim(settings.node(), settings.clock().instant(), leaseEnd(), most);
        for (var claim : claims) {
            var lease = new Lease(claim, asked, settings.lease());
            known.add(claim.token());
            threads.execute(
                    claim.stream().category().equals(CallbackLog.CATEGORY)
                            ? () -> tellOutside(lease)
                            : () -> runLoop(lease, () -> log.load(claim.stream().id()), Optional.empty()));
        }
        return !claims.isEmpty();
    }

    private boolean isDue(Optional<Instant> next) {
        return next.filter(due -> !due.isAfter(settings.clock().instant())).isPresent();
    }

    private Duration pause() {
        return settings.store()
                .wakes()
                .nextDue()
                .map(due -> Duration.between(settings.clock().instant(), due))
                .map(until -> until.isNegative() ? Duration.ofMillis(5) : until)
                .filter(until -> until.compareTo(LONGEST_PAUSE) < 0)
                .orElse(LONGEST_PAUSE);
    }

    private void tickForEver() {
        try {
            while (!closed.await(RunLoop.SOON.toMillis(), TimeUnit.MILLISECONDS)) {
                loops.values().forEach(RunLoop::tick);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renewForEver() {
        var every = settings.lease().dividedBy(3);
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        if (loops.isEmpty() && telling.isEmpty() && abandoned.isEmpty()) {
            return;
        }
        try {
            var asked = System.nanoTime();
            var held = settings.store()
                    .wakes()
                    .renew(settings.node(), settings.clock().instant(), leaseEnd());
            prolong(held, asked);
            abandonStrays(held, asked);
            giveBackAbandoned();
        } catch (RuntimeException e) {
            LOG.warn("claims could not be prolonged: {}", e.getMessage());
        }
    }

    private void prolong(List<Claim> held, long asked) {
        for (var claim : held) {
            var loop = loops.get(claim.stream().id());
            var lease = loop == null ? telling.get(claim.token()) : loop.lease();
            if (lease != null) {
                lease.prolonged(asked, settings.lease());
            }
        }
    }

    /**
     * Claims of which this engine was never told, because the answer was lost on its way. One that is seen so twice in a
     * row is not just on its way.
     */
    private void abandonStrays(List<Claim> held, long asked) {
        var unknown = held.stream()
                .filter(claim -> !known.contains(claim.token()))
                .filter(claim -> abandoned.stream()
                        .noneMatch(lease -> lease.claim().token().equals(claim.token())))
                .toList();
        unknown.stream()
                .filter(claim -> strays.contains(claim.token()))
                .forEach(claim -> abandoned.add(new Lease(claim, asked, settings.lease())));
        strays = unknown.stream().map(Claim::token).collect(Collectors.toSet());
    }

    private void pauseAfterError() {
        try {
            closed.await(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * One loop at a time works on a run. A loop that has parked is still here for a moment in which the run can be
     * claimed again, so the next one waits for it instead of going away with the claim. True when it had to wait, so
     * that what it knows of the run may be old.
     */
    private synchronized boolean enter(String run, RunLoop loop) throws InterruptedException {
        var waited = false;
        while (loops.putIfAbsent(run, loop) != null) {
            waited = true;
            wait();
        }
        return waited;
    }

    private synchronized void leave(String run, RunLoop loop) {
        loops.remove(run, loop);
        notifyAll();
    }

    private synchronized void awaitIdle() throws InterruptedException {
        var deadline = System.nanoTime() + CLOSING.toNanos();
        while (!loops.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
        }
    }

    /** Lets what is in flight return, then gives all claims back. */
    @Override
    public void close() {
        closed.countDown();
        clerks.shutdownNow();
        loops.values().forEach(RunLoop::stop);
        try {
            awaitIdle();
            threads.shutdownNow();
            // who is telling the outside leaves before somebody else may go on
            var ignored = threads.awaitTermination(LEAVING.toMillis(), TimeUnit.MILLISECONDS);
            settings.store().wakes().release(settings.node());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        } catch (StoreUnavailableException e) {
            LOG.warn("claims could not be given back: {}", e.getMessage());
        }
    }
}
