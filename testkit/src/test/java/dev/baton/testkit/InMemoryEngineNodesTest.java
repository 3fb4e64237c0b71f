package dev.baton.testkit;

import dev.baton.event.EventStore;

class InMemoryEngineNodesTest extends EngineNodesContract {
    @Override
    protected EventStore open() {
        return new InMemoryEventStore();
    }

    @Override
    protected EventStore reopen(EventStore store) {
        return ((InMemoryEventStore) store).reopen();
    }

    @Override
    protected EventStore beside(EventStore store) {
        return ((InMemoryEventStore) store).beside();
    }
}
