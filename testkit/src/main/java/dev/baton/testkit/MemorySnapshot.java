package dev.baton.testkit;

import dev.baton.event.Hold;
import dev.baton.event.LogSnapshot;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import java.util.List;
import java.util.Optional;

/** What a log in memory held at one moment. */
record MemorySnapshot(MemoryContents contents) implements LogSnapshot {
    @Override
    public long position() {
        return contents.position();
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, long afterRevision) {
        return contents.rows().stream()
                .filter(row -> row.stream().equals(stream.value()) && row.lastRevision() > afterRevision)
                .flatMap(row -> row.unpack().stream())
                .filter(event -> event.revision() > afterRevision)
                .toList();
    }

    @Override
    public List<StoredRow> rows(long afterPosition, int limit) {
        return contents.rows().stream()
                .filter(row -> row.position() > afterPosition)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Hold> holds(Optional<Digest> after, int limit) {
        var last = after.map(Digest::hex).orElse("");
        return contents.holds().stream()
                .filter(hold -> hold.key().hex().compareTo(last) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Wake> wakes(Optional<StreamId> after, int limit) {
        var last = after.map(StreamId::value).orElse("");
        return contents.wakes().stream()
                .filter(wake -> wake.stream().value().compareTo(last) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public void close() {
        // there is nothing to give back
    }
}
