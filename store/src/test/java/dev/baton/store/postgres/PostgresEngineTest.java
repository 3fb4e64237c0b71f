package dev.baton.store.postgres;

import dev.baton.event.EventStore;
import dev.baton.testkit.EngineContract;

class PostgresEngineTest extends EngineContract {
    private final TestDatabase database = new TestDatabase("engine_contract");

    @Override
    protected EventStore open() {
        return database.emptied().open();
    }

    @Override
    protected EventStore reopen(EventStore store) {
        store.close();
        return database.open();
    }
}
