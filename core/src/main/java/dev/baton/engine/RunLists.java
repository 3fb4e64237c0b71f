package dev.baton.engine;

import dev.baton.event.Growth;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamId;
import dev.baton.event.ViewStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log and keeps the lists of runs and approvals. On several nodes one does so at a time. Should a paused one
 * write old rows over new ones, it sets the checkpoint back too, and what came after is gone through again.
 */
final class RunLists implements AutoCloseable {
    static final String RUNS = "runs";
    static final String APPROVALS = "approvals";
    /** Runs that ended in the shadow, by agent. */
    static final String SHADOWS = "shadows";

    static final String ARCHIVED = "archived";

    /** Every view that is kept here. */
    static final List<String> VIEWS = List.of(
            RUNS, APPROVALS, ARCHIVED, InboxRows.VIEW, HandoffRows.VIEW, SHADOWS, Escalations.VIEW, CallbackRows.VIEW);

    private static final Logger LOG = LoggerFactory.getLogger(RunLists.class);
    private static final int BATCH = 500;
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** How often runs are looked for that have stopped moving, and items that are overdue. */
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private static final Duration FORGETTING = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(5);

    private final EngineSettings settings;
    private final RunLog log;
    private final Views views;
    private final LatestRuns latest;
    private final InboxRows inbox;
    private final Escalations escalations;
    private final CallbackRows callbacks;
    /** Runs that are shown as they stand further on in the log than the lists have come. */
    private final Map<String, Long> ahead = new HashMap<>();

    private Instant swept = Instant.EPOCH;
    private long written;
    private long keptUntilNanos = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread follower =
            Thread.ofPlatform().daemon().name("baton-lists").unstarted(this::followForEver);

    RunLists(
            EngineSettings settings,
            RunLog log,
            Views views,
            LatestRuns latest,
            InboxRows inbox,
            Escalations escalations,
            CallbackRows callbacks) {
        this.settings = settings;
        this.log = log;
        this.views = views;
        this.latest = latest;
        this.inbox = inbox;
        this.escalations = escalations;
        this.callbacks = callbacks;
    }

    void start() {
        forgetAnotherLog();
        follower.start();
    }

    private void followForEver() {
        while (closed.getCount() > 0) {
            try {
                if (!isKeeper()) {
                    latest.clear();
                    pause();
                } else if (followOnce() < BATCH) {
                    sweep();
                    settings.store().awaitBeyond(settings.views().checkpoint(RUNS), PAUSE);
                    // a run takes several steps in this time, and is shown once
                    closed.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (StoreUnavailableException e) {
                pause();
            } catch (RuntimeException e) {
                LOG.warn("the lists of runs lag behind: {}", e.getMessage());
                pause();
            }
        }
    }

    /** By the clock of the engine, so that a test need not wait. */
    private void sweep() {
        var now = settings.clock().instant();
        if (Duration.between(swept, now).abs().compareTo(SWEEP) >= 0) {
            swept = now;
            inbox.sweep(log::load, now);
            escalations.sweep(now);
        }
    }

    /** Lists that are ahead of the log belong to another one, as after a restore from a backup: they start over. */
    private void forgetAnotherLog() {
        for (var view : VIEWS) {
            if (settings.views().checkpoint(view) > settings.store().position()) {
                settings.views().clear(view);
            }
        }
        // kept before there was this list: what belongs into it is in the log, and everything is gone through once more
        var runs = settings.views().checkpoint(RUNS);
        if (Stream.of(InboxRows.VIEW, HandoffRows.VIEW)
                .anyMatch(view -> settings.views().checkpoint(view) < runs)) {
            VIEWS.forEach(settings.views()::clear);
        }
    }

    private boolean isKeeper() {
        var asked = System.nanoTime();
        if (asked - keptUntilNanos < 0) {
            return true;
        }
        var now = settings.clock().instant();
        var keeps = settings.views().keep(RUNS, settings.node(), now, now.plus(settings.lease()));
        // asked for again well before it ends
        keptUntilNanos = asked + (keeps ? settings.lease().toNanos() / 2 : 0);
        return keeps;
    }

    /** Brings the lists further by one batch, and tells how much there was. */
    private int followOnce() {
        var after = settings.views().checkpoint(RUNS);
        if (after != written) {
            // somebody else has kept them meanwhile
            ahead.clear();
        }
        var grown = settings.store().grown(after, BATCH);
        if (grown.isEmpty()) {
            return 0;
        }
        var runs = new LinkedHashMap<String, ViewStore.Row>();
        var approvals = new ArrayList<ViewStore.Row>();
        var handoffs = new ArrayList<ViewStore.Row>();
        var shadows = new ArrayList<ViewStore.Row>();
        var items = new InboxRows.Changes();
        revisions(grown)
                .forEach((run, revision) -> latest.take(run, revision)
                        .or(() -> log.load(run))
                        .ifPresentOrElse(
                                loaded -> {
                                    if (loaded.head().revision() > revision) {
                                        ahead.put(run, loaded.head().revision());
                                    }
                                    var agent = Views.submitted(loaded).agent();
                                    var handoff = views.handoff(loaded);
                                    runs.put(run, RunRows.of(handoff, agent, loaded.at()));
                                    ShadowDesk.row(loaded).ifPresent(shadows::add);
                                    views.approvals(loaded).forEach(approval -> approvals.add(RunRows.of(approval)));
                                    handoffs.add(HandoffRows.of(handoff, loaded));
                                    inbox.show(loaded, items);
                                },
                                () -> log.erased(run).map(RunRows::of).ifPresent(row -> runs.put(run, row))));
        sharedAnew(grown).forEach(run -> log.load(run).ifPresent(loaded -> inbox.show(loaded, items)));
        var position = grown.getLast().position();
        var gone = Departures.in(settings.store(), after, grown);
        gone.erased().forEach(run -> {
            log.erased(run).map(RunRows::of).ifPresent(row -> runs.put(run, row));
            inbox.forget(run, items);
            settings.views().remove(HandoffRows.VIEW, List.of(RunNames.handoffOfRun(run)));
        });
        gone.archived().forEach(row -> inbox.forget(row.id(), items));
        if (!gone.archived().isEmpty()) {
            settings.views()
                    .remove(
                            HandoffRows.VIEW,
                            gone.archived().stream()
                                    .map(row -> RunNames.handoffOfRun(row.id()))
                                    .toList());
            settings.views().write(ARCHIVED, gone.archived(), position);
            settings.views()
                    .remove(
                            RUNS,
                            gone.archived().stream().map(ViewStore.Row::id).toList());
        }
        if (!shadows.isEmpty()) {
            settings.views().write(SHADOWS, shadows, position);
        }
        if (!approvals.isEmpty()) {
            settings.views().write(APPROVALS, approvals, position);
        }
        settings.views().write(HandoffRows.VIEW, handoffs, position);
        inbox.write(items, position, settings.clock().instant());
        callbacks.show(
                grown,
                Stream.concat(gone.erased().stream(), gone.archived().stream().map(ViewStore.Row::id))
                        .toList());
        settings.views().write(RUNS, List.copyOf(runs.values()), position);
        written = position;
        return grown.size();
    }

    /** The runs of which somebody took an item, or gave one back. */
    private static Set<String> sharedAnew(List<Growth> grown) {
        return grown.stream()
                .map(Growth::stream)
                .filter(stream -> stream.category().equals(InboxLog.CATEGORY))
                .map(StreamId::id)
                .collect(Collectors.toSet());
    }

    /** How far each run has come, of those that were not shown further on already. */
    private Map<String, Long> revisions(List<Growth> grown) {
        var revisions = new LinkedHashMap<String, Long>();
        for (var growth : grown) {
            if (growth.stream().category().equals("run")) {
                revisions.put(growth.stream().id(), growth.revision());
            }
        }
        revisions.entrySet().removeIf(run -> wasShownAt(run.getKey(), run.getValue()));
        return revisions;
    }

    private boolean wasShownAt(String run, long revision) {
        var shown = ahead.getOrDefault(run, 0L);
        if (shown <= revision) {
            ahead.remove(run);
        }
        return shown >= revision;
    }

    /**
     * Returns once the lists tell everything up to a position and hold nothing of what they told before.
     *
     * @throws IllegalStateException when that does not come to pass
     */
    void forget(long position) throws InterruptedException {
        var deadline = System.nanoTime() + FORGETTING.toNanos();
        while (settings.views().checkpoint(RUNS) < position) {
            if (System.nanoTime() > deadline || closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the log holds nothing of it any more, but the lists lag behind;"
                        + " they are brought up to date at the next start");
            }
        }
        settings.views().scrub();
    }

    private void pause() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        follower.interrupt();
        giveUp();
    }

    /** So that another node need not wait for the end of the time. */
    private void giveUp() {
        try {
            follower.join();
            var now = settings.clock().instant();
            var ignored = settings.views().keep(RUNS, settings.node(), now, now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailableException e) {
            LOG.debug("the lists are kept elsewhere a little later: {}", e.getMessage());
        }
    }
}
