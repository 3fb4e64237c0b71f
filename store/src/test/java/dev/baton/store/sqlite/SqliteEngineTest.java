package dev.baton.store.sqlite;

import dev.baton.event.EventStore;
import dev.baton.testkit.EngineContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteEngineTest extends EngineContract {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected EventStore open() {
        return SqliteEventStore.open(folder);
    }

    @Override
    protected EventStore reopen(EventStore store) {
        store.close();
        return SqliteEventStore.open(folder);
    }
}
