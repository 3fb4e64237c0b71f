package dev.baton.engine;

import java.security.SecureRandom;
import java.util.concurrent.Executors;

/**
 * Carries out handoffs. Several engines may share a store; each works on the runs that it claims.
 *
 * <p>Closing lets calls in flight return and leaves everything else to be continued, by this store's next engine.
 */
public final class Engine implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final RunLists lists;
    private final Submitter handoffs;
    private final RunDesk runs;
    private final ApprovalDesk approvals;

    private Engine(EngineSettings settings) {
        var ids = new Ids(settings.clock(), new SecureRandom());
        var log = new RunLog(settings.store(), ids);
        var programs = new Programs(settings.catalog(), settings.tools(), settings.store(), ids);
        var views = new Views(programs, settings.clock());
        var latest = new LatestRuns();
        var endings = new Endings();
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("baton-run-", 0).factory());
        var delegations = new Delegations(settings.store(), log, this::submitter, this::desk);
        var performer = new Performer(settings.tools(), settings.store(), threads, delegations);
        this.dispatcher = new Dispatcher(settings, log, programs, performer, threads, ids, latest, endings);
        this.lists = new RunLists(settings, log, views, latest);
        this.handoffs = new Submitter(settings, log, programs, dispatcher, views, ids, endings);
        this.runs = new RunDesk(settings, log, programs, views);
        this.approvals = new ApprovalDesk(settings, log, programs, runs, views);
    }

    /** Starts to work, first on what an engine of the same name may have left unfinished. */
    public static Engine start(EngineSettings settings) {
        var engine = new Engine(settings);
        settings.store().wakes().release(settings.node());
        engine.dispatcher.start();
        engine.lists.start();
        return engine;
    }

    private Submitter submitter() {
        return handoffs;
    }

    private RunDesk desk() {
        return runs;
    }

    public Handoffs handoffs() {
        return handoffs;
    }

    public Runs runs() {
        return runs;
    }

    public Approvals approvals() {
        return approvals;
    }

    @Override
    public void close() {
        dispatcher.close();
        lists.close();
    }
}
