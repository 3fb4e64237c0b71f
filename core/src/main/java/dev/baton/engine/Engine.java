package dev.baton.engine;

import dev.baton.event.StoreUnavailableException;
import dev.baton.event.ViewStore;
import dev.baton.inbox.InboxItem;
import dev.baton.principal.People;
import dev.baton.tool.Toolbox;
import java.security.SecureRandom;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out handoffs. Several engines may share a store; each works on the runs that it claims.
 *
 * <p>Closing lets calls in flight return and leaves everything else to be continued, by this store's next engine.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Dispatcher dispatcher;
    private final RunLists lists;
    private final Submitter handoffs;
    private final RunDesk runs;
    private final ApprovalDesk approvals;
    private final InboxDesk inbox;
    private final InboxRows waiting;
    private final Escalations escalations;
    private final Eraser eraser;
    private final CallbackDesk callbacks;
    private final SwitchDesk switches;
    private final LevelDesk levels;
    private final Oversight oversight;

    private Engine(EngineSettings settings) {
        var ids = new Ids(settings.clock(), new DrawnAhead(new SecureRandom()));
        var log = new RunLog(settings.store(), ids);
        this.levels = new LevelDesk(settings.store(), settings.catalog(), settings.clock(), ids);
        var programs =
                new Programs(settings.catalog(), settings.tools(), settings.store(), settings.models(), levels, ids);
        this.switches = new SwitchDesk(settings.store(), programs, settings.tools(), settings.clock(), ids);
        var views = new Views(programs, settings.clock());
        var latest = new LatestRuns();
        var endings = new Endings();
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("baton-run-", 0).factory());
        var delegations = new Delegations(settings.store(), log, this::submitter, this::desk);
        var performer = new Performer(
                switches.guarded(),
                settings.store(),
                threads,
                delegations,
                new ModelCalls(settings.models()),
                log.windows(),
                log.memory(),
                settings.clock());
        var callbackLog = new CallbackLog(settings.store(), log, settings.clock(), ids);
        var callbackLoop = new CallbackLoop(settings, callbackLog, views, ids, new SecureRandom());
        this.callbacks = new CallbackDesk(settings, log, callbackLog);
        this.dispatcher = new Dispatcher(
                settings, log, programs, switches, performer, threads, ids, latest, endings, callbackLoop);
        var inboxLog = new InboxLog(settings.store(), settings.clock(), ids);
        Supplier<People> people = () -> settings.catalog().get().people();
        var rows =
                new InboxRows(settings.views(), run -> inboxLog.assignments(run).state(), people);
        this.inbox = new InboxDesk(settings.views(), log, inboxLog, people, settings.clock());
        this.waiting = rows;
        this.escalations = new Escalations(
                settings.views(), people, item -> inbox.find(item.id()).isPresent());
        this.lists = new RunLists(
                settings, log, views, latest, rows, escalations, new CallbackRows(settings.views(), callbackLog));
        this.runs = new RunDesk(settings, log, programs, switches, dispatcher, views);
        this.handoffs =
                new Submitter(settings, log, programs, switches, dispatcher, views, runs, ids, endings, callbacks);
        this.approvals = new ApprovalDesk(settings, log, programs, runs, views, inbox::rights);
        this.oversight = new Oversight(
                levels,
                new ReviewDesk(log, inboxLog, runs, levels, inbox::rights, settings.clock()),
                new ShadowDesk(settings.views(), log, inboxLog, programs));
        this.eraser = new Eraser(settings.store(), lists::forget, settings.clock(), ids);
    }

    /** Starts to work, first on what an engine of the same name may have left unfinished. */
    public static Engine start(EngineSettings settings) {
        var engine = new Engine(settings);
        settings.store().wakes().release(settings.node());
        engine.dispatcher.start();
        engine.lists.start();
        Thread.ofPlatform().daemon().name("baton-erasures").start(engine::finishErasures);
        return engine;
    }

    private Submitter submitter() {
        return handoffs;
    }

    private RunDesk desk() {
        return runs;
    }

    private void finishErasures() {
        try {
            eraser.finishOld();
        } catch (StoreUnavailableException e) {
            // closed, or refusing everything for a reason that is told elsewhere
        } catch (RuntimeException e) {
            LOG.warn("an erasure that was broken off is not finished yet; it is tried again at the next start", e);
        }
    }

    public Handoffs handoffs() {
        return handoffs;
    }

    public Runs runs() {
        return runs;
    }

    public Switchboard switches() {
        return switches;
    }

    public Oversight oversight() {
        return oversight;
    }

    /** The tools behind their switches, for whoever calls them beside the engine, as assistants do. */
    public Toolbox tools() {
        return switches.guarded();
    }

    public Callbacks callbacks() {
        return callbacks;
    }

    public Approvals approvals() {
        return approvals;
    }

    public Inbox inbox() {
        return inbox;
    }

    /**
     * Has somebody told of what begins to wait for people. One node at a time tells, and what is told when it dies may be
     * lost; it waits in the inbox all the same.
     *
     * @param told is called on a thread that must not be kept waiting
     */
    public void onWaiting(Consumer<InboxItem> told) {
        waiting.tell(told);
    }

    /**
     * Has somebody told of what was not done in time and waits for another role too from now on, under the same terms as
     * {@link #onWaiting}. It is looked for once a minute; after a stop, what was escalated within the last hour is told.
     *
     * @param told is given the item and that role
     */
    public void onEscalated(BiConsumer<InboxItem, String> told) {
        escalations.tell(told);
    }

    /** Has the lists made anew from the log by the next engine. */
    public static void forgetLists(ViewStore views) {
        RunLists.VIEWS.forEach(views::clear);
    }

    public Erasures erasures() {
        return eraser;
    }

    @Override
    public void close() {
        dispatcher.close();
        lists.close();
        switches.close();
        levels.close();
    }
}
