package dev.baton.bench.subject;

import dev.baton.engine.Engine;
import dev.baton.engine.EngineSettings;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Submission;
import dev.baton.event.EventStore;
import dev.baton.event.ViewStore;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.store.postgres.PostgresAddress;
import dev.baton.store.postgres.PostgresEventStore;
import dev.baton.store.postgres.PostgresViewStore;
import dev.baton.store.sqlite.SqliteEventStore;
import dev.baton.store.sqlite.SqliteViewStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** An engine over the {@link Office}, with its log and views. */
record EmbeddedBaton(EventStore store, ViewStore views, Engine engine) implements AutoCloseable {
    private static final Principal CALLER = Principal.of(Principal.Kind.SERVICE, "bench");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Json.Obj INPUT =
            Json.object("customer", Json.text("CUS-0001")).with("n", Json.number(0));

    static EmbeddedBaton onSqlite(Path folder) {
        return on(SqliteEventStore.open(folder), SqliteViewStore.open(folder.resolve("views.db")));
    }

    /** @param jdbc of a database without contents */
    static EmbeddedBaton onPostgres(String jdbc) {
        var address = PostgresAddress.of(jdbc);
        return on(PostgresEventStore.open(address), PostgresViewStore.open(address));
    }

    static EmbeddedBaton on(EventStore store, ViewStore views) {
        return on(store, views, 0);
    }

    /** @param rules how many more rules are asked about every write */
    static EmbeddedBaton on(EventStore store, ViewStore views, int rules) {
        var catalog = Office.catalog(rules);
        var settings = EngineSettings.embedded(store, views, new OfficeTools(), () -> catalog);
        return new EmbeddedBaton(store, views, Engine.start(settings));
    }

    HandoffView submit(String contract) {
        var request = new HandoffRequest(contract, INPUT, CALLER, "bench", Optional.empty());
        return switch (engine.handoffs().submit(request)) {
            case Submission.Accepted accepted -> accepted.handoff();
            case Submission other -> throw new IllegalStateException("the handoff was not accepted: " + other);
        };
    }

    /** Returns once the handoff is completed, and fails when it ends otherwise. */
    void complete(String handoff) throws InterruptedException {
        var end = engine.handoffs().await(handoff, PATIENCE).orElseThrow();
        if (end.state() != HandoffState.COMPLETED) {
            throw new IllegalStateException(handoff + " is " + end.state() + ": " + end.message());
        }
    }

    @Override
    public void close() {
        engine.close();
        views.close();
        store.close();
    }
}
