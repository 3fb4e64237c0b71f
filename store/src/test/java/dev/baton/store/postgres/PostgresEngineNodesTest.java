package dev.baton.store.postgres;

import dev.baton.event.EventStore;
import dev.baton.testkit.EngineNodesContract;

class PostgresEngineNodesTest extends EngineNodesContract {
    private final TestDatabase database = new TestDatabase("engine_nodes_contract");

    @Override
    protected EventStore open() {
        return database.emptied().open();
    }

    @Override
    protected EventStore reopen(EventStore store) {
        store.close();
        return database.open();
    }

    @Override
    protected EventStore beside(EventStore store) {
        return database.open();
    }
}
