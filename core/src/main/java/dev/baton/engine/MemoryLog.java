package dev.baton.engine;

import dev.baton.event.Append;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamId;
import dev.baton.json.Digest;
import dev.baton.json.JsonMapping;
import dev.baton.memory.Recall;
import dev.baton.memory.Recollection;
import dev.baton.principal.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered about somebody: one stream for each, to which the end of a run adds in its own commit. Its name is a
 * digest, so that it names nobody once its contents are erased.
 */
final class MemoryLog {
    /** Of all agents together; what lies further back is not looked at. */
    private static final int MOST_READ = 500;

    private final EventStore store;
    private final Ids ids;

    MemoryLog(EventStore store, Ids ids) {
        this.store = store;
        this.ids = ids;
    }

    /** @param subject as {@code customer:CUS-0001} */
    static StreamId stream(String subject) {
        return StreamId.of(
                "memory",
                Digest.of(("baton memory of " + subject).getBytes(StandardCharsets.UTF_8))
                        .hex());
    }

    List<Recollection> recall(Principal subject, String agent, Recall recall, Instant now) {
        var stream = stream(subject.reference());
        var after = Math.max(0, store.head(stream).revision() - MOST_READ);
        var remembered = store.read(stream, after).stream()
                .flatMap(event -> read(event).stream())
                .toList();
        return recall.of(remembered, agent, now);
    }

    private static Optional<Recollection> read(RecordedEvent event) {
        return event.event().contents().map(contents -> JsonMapping.fromJson(contents.payload(), Recollection.class));
    }

    Append append(Principal subject, Recollection recollection, Instant now) {
        var stream = stream(subject.reference());
        var event = new NewEvent(
                "Remembered", now, Principal.SYSTEM.reference(), Optional.empty(), JsonMapping.toJson(recollection));
        return Append.chain(stream, store.head(stream), List.of(event), ids::salt);
    }

    /** Whether there is anything to erase. */
    static boolean holdsSomething(EventStore store, StreamId stream) {
        return store.read(stream, 0).stream()
                .anyMatch(event -> event.event().contents().isPresent());
    }
}
