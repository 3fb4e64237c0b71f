package dev.baton.testkit;

import dev.baton.event.EventStore;

class InMemoryEngineTest extends EngineContract {
    @Override
    protected EventStore open() {
        return new InMemoryEventStore();
    }

    @Override
    protected EventStore reopen(EventStore store) {
        return ((InMemoryEventStore) store).reopen();
    }
}
