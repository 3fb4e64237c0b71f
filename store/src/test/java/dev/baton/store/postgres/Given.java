package dev.baton.store.postgres;

import dev.baton.event.Append;
import dev.baton.event.NewEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** Events to write. */
final class Given {
    private Given() {}

    static Append append(StreamId stream, StreamHead head, int events) {
        var event = new NewEvent(
                "Written",
                Instant.EPOCH,
                "system:test",
                Optional.empty(),
                Json.object("x", Json.text("y".repeat(100))));
        return Append.chain(stream, head, Collections.nCopies(events, event), () -> "00112233445566778899aabbccddeeff");
    }
}
