package dev.baton.store.postgres;

import dev.baton.event.EventStore;
import dev.baton.testkit.EventStoreContract;

class PostgresEventStoreTest extends EventStoreContract {
    private final TestDatabase database = new TestDatabase("log_contract");

    @Override
    protected EventStore open() {
        return PostgresEventStore.open(database.emptied());
    }

    @Override
    protected EventStore reopen(EventStore store) {
        store.close();
        return PostgresEventStore.open(database.address());
    }
}
