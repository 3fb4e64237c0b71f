package dev.baton.store.postgres;

import dev.baton.event.EventStore;
import dev.baton.testkit.EventStoreContract;

class PostgresEventStoreTest extends EventStoreContract {
    private final TestDatabase database = new TestDatabase("log_contract");

    @Override
    protected EventStore open() {
        return database.emptied().open();
    }

    @Override
    protected EventStore beside(EventStore store) {
        return database.open();
    }

    @Override
    protected EventStore reopen(EventStore store) {
        store.close();
        return database.open();
    }
}
