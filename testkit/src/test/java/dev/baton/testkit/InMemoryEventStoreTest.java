package dev.baton.testkit;

import dev.baton.event.EventStore;

class InMemoryEventStoreTest extends EventStoreContract {
    @Override
    protected EventStore open() {
        return new InMemoryEventStore();
    }

    @Override
    protected EventStore beside(EventStore store) {
        return ((InMemoryEventStore) store).beside();
    }

    @Override
    protected EventStore reopen(EventStore store) {
        return ((InMemoryEventStore) store).reopen();
    }
}
