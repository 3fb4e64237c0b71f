package dev.baton.bench.doors;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.NewEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Json;
import dev.baton.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The log alone: commits of the size of an accepted handoff, each in a stream of its own, hashed as all are. */
public final class BareCommits implements AutoCloseable {
    private final SqliteEventStore store;
    private final Json.Obj payload;

    private BareCommits(SqliteEventStore store, Json.Obj payload) {
        this.store = store;
        this.payload = payload;
    }

    /** @param size of what a handoff commits, in bytes */
    public static BareCommits in(Path folder, int size) {
        return new BareCommits(SqliteEventStore.open(folder), Json.object("text", Json.text("x".repeat(size))));
    }

    /** What one accepted handoff puts into the log of a server, in bytes. */
    public static int sizeOfOne(Path server) {
        try (var snapshot = SqliteEventStore.look(server.resolve("data"))) {
            return (int) snapshot.rows(0, 200).stream()
                    .filter(row -> row.stream().startsWith("run/"))
                    .map(StoredRow::packed)
                    .mapToInt(packed -> packed.length)
                    .average()
                    .orElse(1000);
        }
    }

    public void commit(long number) throws IOException {
        var stream = StreamId.of("run", "r-" + number);
        var event = new NewEvent("Submitted", Instant.now(), "service:till", Optional.empty(), payload);
        var append = Append.chain(
                stream,
                StreamHead.EMPTY,
                List.of(event),
                () -> UUID.randomUUID().toString().replace("-", ""));
        store.commit(Commit.of("c-" + number, append));
    }

    @Override
    public void close() {
        store.close();
    }
}
