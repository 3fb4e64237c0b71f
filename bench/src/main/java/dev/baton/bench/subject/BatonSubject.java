package dev.baton.bench.subject;

import dev.baton.bench.load.MeasuredProcess;
import dev.baton.bench.load.Subject;
import dev.baton.bench.load.Work;
import dev.baton.engine.Engine;
import dev.baton.engine.EngineSettings;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.Submission;
import dev.baton.event.EventStore;
import dev.baton.event.ViewStore;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.store.sqlite.SqliteEventStore;
import dev.baton.store.sqlite.SqliteViewStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Baton, embedded: the whole path from submitting a handoff to its receipt. */
public final class BatonSubject implements Subject {
    private static final Principal CALLER = Principal.of(Principal.Kind.SERVICE, "bench");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Json.Obj INPUT =
            Json.object("customer", Json.text("CUS-0001")).with("n", Json.number(0));

    private final EventStore store;
    private final ViewStore views;
    private final Engine engine;

    private BatonSubject(EventStore store, ViewStore views) {
        var catalog = Office.catalog();
        this.store = store;
        this.views = views;
        this.engine = Engine.start(EngineSettings.embedded(store, views, new OfficeTools(), () -> catalog));
    }

    static BatonSubject onSqlite(Path folder) {
        return new BatonSubject(SqliteEventStore.open(folder), SqliteViewStore.open(folder.resolve("views.db")));
    }

    public static void main(String[] args) throws Exception {
        MeasuredProcess.run(args, BatonSubject::onSqlite);
    }

    @Override
    public void run(Work work) throws InterruptedException {
        var request = new HandoffRequest(work.word(), INPUT, CALLER, "bench", Optional.empty());
        if (!(engine.handoffs().submit(request) instanceof Submission.Accepted accepted)) {
            throw new IllegalStateException("the handoff was not accepted");
        }
        var end = engine.handoffs().await(accepted.handoff().id(), PATIENCE).orElseThrow();
        if (end.state() != HandoffState.COMPLETED) {
            throw new IllegalStateException(end.id() + " is " + end.state() + ": " + end.message());
        }
    }

    @Override
    public void close() {
        engine.close();
        views.close();
        store.close();
    }
}
