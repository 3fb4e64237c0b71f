package dev.baton.engine;

import dev.baton.event.RecordedEvent;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.ViewStore;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log and keeps the lists of runs and approvals. */
final class RunLists implements AutoCloseable {
    static final String RUNS = "runs";
    static final String APPROVALS = "approvals";

    private static final Logger LOG = LoggerFactory.getLogger(RunLists.class);
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EngineSettings settings;
    private final RunLog log;
    private final Views views;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread follower =
            Thread.ofPlatform().daemon().name("baton-lists").unstarted(this::followForEver);

    RunLists(EngineSettings settings, RunLog log, Views views) {
        this.settings = settings;
        this.log = log;
        this.views = views;
    }

    void start() {
        forgetAnotherLog();
        follower.start();
    }

    private void followForEver() {
        while (closed.getCount() > 0) {
            try {
                if (!followOnce()) {
                    settings.store().awaitBeyond(settings.views().checkpoint(RUNS), PAUSE);
                }
            } catch (InterruptedException e) {
                return;
            } catch (StoreUnavailableException e) {
                return;
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

    /** Brings the lists further by one batch; false when there was nothing new. */
    boolean followOnce() {
        var events = settings.store().follow(settings.views().checkpoint(RUNS), BATCH);
        if (events.isEmpty()) {
            return false;
        }
        var touched = new LinkedHashSet<String>();
        events.stream()
                .filter(event -> event.stream().category().equals("run"))
                .map(event -> event.stream().id())
                .forEach(touched::add);
        var runs = new ArrayList<ViewStore.Row>();
        var approvals = new ArrayList<ViewStore.Row>();
        for (var run : touched) {
            log.load(run).map(views::run).ifPresent(view -> {
                runs.add(row(view, lastOf(events, run)));
                view.approvals().forEach(approval -> approvals.add(row(approval)));
            });
        }
        if (!approvals.isEmpty()) {
            settings.views().write(APPROVALS, approvals, events.getLast().position());
        }
        settings.views().write(RUNS, runs, events.getLast().position());
        return true;
    }

    private static RecordedEvent lastOf(List<RecordedEvent> events, String run) {
        return events.stream()
                .filter(event -> event.stream().id().equals(run))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static ViewStore.Row row(RunView view, RecordedEvent last) {
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
                last.at());
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
    }
}
