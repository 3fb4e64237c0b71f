package dev.baton.store.sqlite;

import dev.baton.event.Claim;
import dev.baton.event.WakeQueue;
import dev.baton.store.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The queue: changed through the log's writer, asked through its readers. */
record SqliteWakeQueue(GroupWriter<LogTables> writer, ReaderPool<LogReader> readers, Watermark changes)
        implements WakeQueue {

    @Override
    public List<Claim> claim(String owner, Instant now, Instant until, int limit) {
        return writer.perform(tables -> tables.wakes().claim(owner, now, until, limit));
    }

    @Override
    public List<Claim> renew(String owner, Instant now, Instant until) {
        return writer.perform(tables -> tables.wakes().renew(owner, now, until));
    }

    @Override
    public void release(String owner) {
        writer.perform(tables -> {
            tables.wakes().release(owner);
            tables.wakesChanged();
            return true;
        });
    }

    @Override
    public Optional<Instant> nextDue() {
        return readers.query(LogReader::nextDue);
    }

    @Override
    public int waiting(Instant now, int atMost) {
        return readers.query(reader -> reader.waiting(now, atMost));
    }

    @Override
    public long awaitChange(long seen, Duration atMost) throws InterruptedException {
        return changes.awaitAbove(seen, atMost);
    }
}
