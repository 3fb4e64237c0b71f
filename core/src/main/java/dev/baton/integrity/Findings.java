package dev.baton.integrity;

import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first findings, and how many there are. */
final class Findings {
    private static final int KEPT = 100;

    private final List<Finding> first = new ArrayList<>();
    private long count;

    void add(Finding finding) {
        count++;
        if (first.size() < KEPT) {
            first.add(finding);
        }
    }

    void add(Finding.Kind kind, RecordedEvent event, String what) {
        add(new Finding(
                kind,
                Optional.of(event.stream().value()),
                Optional.of(event.revision()),
                Optional.of(event.position()),
                what));
    }

    void add(Finding.Kind kind, StoredRow row, String what) {
        add(new Finding(
                kind, Optional.of(row.stream()), Optional.of(row.revision()), Optional.of(row.firstPosition()), what));
    }

    void add(Finding.Kind kind, StreamId stream, String what) {
        add(new Finding(kind, Optional.of(stream.value()), Optional.empty(), Optional.empty(), what));
    }

    List<Finding> first() {
        return first.stream().sorted(Finding.BY_POSITION).toList();
    }

    long count() {
        return count;
    }
}
