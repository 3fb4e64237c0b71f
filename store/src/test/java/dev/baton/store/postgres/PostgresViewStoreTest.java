package dev.baton.store.postgres;

import dev.baton.event.ViewStore;
import dev.baton.testkit.ViewStoreContract;

class PostgresViewStoreTest extends ViewStoreContract {
    private final TestDatabase database = new TestDatabase("view_contract");

    @Override
    protected ViewStore open() {
        return PostgresViewStore.openMigrated(database.emptied().address());
    }
}
