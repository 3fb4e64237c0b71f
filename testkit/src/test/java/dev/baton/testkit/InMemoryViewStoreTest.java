package dev.baton.testkit;

import dev.baton.event.ViewStore;

class InMemoryViewStoreTest extends ViewStoreContract {
    @Override
    protected ViewStore open() {
        return new InMemoryViewStore();
    }
}
