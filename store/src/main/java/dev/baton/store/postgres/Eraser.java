package dev.baton.store.postgres;

import dev.baton.event.EventPacking;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamEnd;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Takes the contents out of events. */
record Eraser(Connection connection) {
    /** In one order, so that two who erase do not wait for each other. */
    long erase(List<StreamEnd> ends, Instant at) throws SQLException {
        var sorted =
                ends.stream().sorted(Comparator.comparing(StreamEnd::stream)).toList();
        var erased = 0L;
        for (var end : sorted) {
            for (var row : rows(end)) {
                erased += erase(row, end.head().revision(), at);
            }
        }
        return erased;
    }

    private List<StoredRow> rows(StreamEnd end) throws SQLException {
        try (var statement = connection.prepareStatement(
                LogReader.COLUMNS + "WHERE stream = ? AND revision <= ? ORDER BY revision FOR UPDATE")) {
            return Sql.rows(
                    statement, LogReader::row, end.stream().value(), end.head().revision());
        }
    }

    private long erase(StoredRow row, long lastRevision, Instant at) throws SQLException {
        var events = row.unpack();
        var kept = events.stream()
                .map(event -> event.revision() <= lastRevision ? event.event().erased(at) : event.event())
                .toList();
        var erased = IntStream.range(0, kept.size())
                .filter(i -> !kept.get(i).equals(events.get(i).event()))
                .count();
        if (erased > 0) {
            new Script()
                    .add("UPDATE append SET packed = ? WHERE position = ?", EventPacking.pack(kept), row.position())
                    .run(connection);
        }
        return erased;
    }
}
