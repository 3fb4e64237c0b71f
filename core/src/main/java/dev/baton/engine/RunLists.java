package dev.baton.engine;

import dev.baton.event.Growth;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.ViewStore;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log and keeps the lists of runs and approvals. On several nodes one does so at a time. Should a paused one
 * write old rows over new ones, it sets the checkpoint back too, and what came after is gone through again.
 */
final class RunLists implements AutoCloseable {
    static final String RUNS = "runs";
    static final String APPROVALS = "approvals";

    private static final Logger LOG = LoggerFactory.getLogger(RunLists.class);
    private static final int BATCH = 500;
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EngineSettings settings;
    private final RunLog log;
    private final Views views;
    private final LatestRuns latest;
    /** Runs that are shown as they stand further on in the log than the lists have come. */
    private final Map<String, Long> ahead = new HashMap<>();

    private long written;
    private long keptUntilNanos = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread follower =
            Thread.ofPlatform().daemon().name("baton-lists").unstarted(this::followForEver);

    RunLists(EngineSettings settings, RunLog log, Views views, LatestRuns latest) {
        this.settings = settings;
        this.log = log;
        this.views = views;
        this.latest = latest;
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

    /** Lists that are ahead of the log belong to another one, as after a restore from a backup: they start over. */
    private void forgetAnotherLog() {
        for (var view : List.of(RUNS, APPROVALS)) {
            if (settings.views().checkpoint(view) > settings.store().position()) {
                settings.views().clear(view);
            }
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
        var runs = new ArrayList<ViewStore.Row>();
        var approvals = new ArrayList<ViewStore.Row>();
        revisions(grown)
                .forEach((run, revision) -> latest.take(run, revision)
                        .or(() -> log.load(run))
                        .ifPresent(loaded -> {
                            if (loaded.head().revision() > revision) {
                                ahead.put(run, loaded.head().revision());
                            }
                            var view = views.run(loaded);
                            runs.add(row(view, loaded.at()));
                            view.approvals().forEach(approval -> approvals.add(row(approval)));
                        }));
        var position = grown.getLast().position();
        if (!approvals.isEmpty()) {
            settings.views().write(APPROVALS, approvals, position);
        }
        settings.views().write(RUNS, runs, position);
        written = position;
        return grown.size();
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

    private static ViewStore.Row row(RunView view, Instant changedAt) {
        var handoff = view.handoff();
        var summary = new RunSummary(
                handoff.run(),
                handoff.id(),
                handoff.contract().toString(),
                view.agent(),
                handoff.state().word(),
                handoff.subject(),
                handoff.message(),
                handoff.submittedAt(),
                changedAt);
        return new ViewStore.Row(
                summary.id(), summary.state(), summary.subject(), summary.startedAt(), JsonMapping.toJson(summary));
    }

    private static ViewStore.Row row(ApprovalView view) {
        return new ViewStore.Row(
                view.id(),
                view.state().name().toLowerCase(Locale.ROOT),
                view.by(),
                view.askedAt(),
                Json.object("run", Json.text(view.run())));
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
