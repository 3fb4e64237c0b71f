package dev.baton.engine;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.LogSnapshot;
import dev.baton.event.NewEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.integrity.ArchiveRecord;
import dev.baton.integrity.ArchivedStreams;
import dev.baton.integrity.LogFileHeader;
import dev.baton.integrity.LogFileWriter;
import dev.baton.integrity.LogPoint;
import dev.baton.integrity.UnsoundLogException;
import dev.baton.json.Digest;
import dev.baton.principal.Principal;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Takes runs that ended long ago, and conversations that nobody has touched since, out of a log and into a file. First it
 * looks, then it writes, then it takes out what was written, and nothing else: what moved on meanwhile stops it.
 */
public final class Archiver implements AutoCloseable {
    private static final int PAGE = 500;

    private final EventStore store;
    private final InstantSource clock;
    private final Ids ids;
    private final String id;
    private final Instant before;
    private final LogSnapshot snapshot;
    private final Selection selection;

    private Archiver(EventStore store, InstantSource clock, Instant before, LogSnapshot snapshot, Selection selection) {
        this.store = store;
        this.clock = clock;
        this.ids = new Ids(clock, new SecureRandom());
        this.id = ids.next();
        this.before = before;
        this.snapshot = snapshot;
        this.selection = selection;
    }

    /**
     * What goes.
     *
     * @param streams oldest first
     * @param events how many they hold
     * @param more how many others are old enough, but too many for one archive
     * @param whole the log as it is
     */
    public record Selection(List<StreamEnd> streams, long events, long more, LogPoint whole) {
        public Selection {
            streams = List.copyOf(streams);
        }

        /** How many of a kind, {@code run} or {@code conversation}. */
        public long count(String category) {
            return streams.stream()
                    .filter(end -> end.stream().category().equals(category))
                    .count();
        }
    }

    /**
     * Looks through the whole log, which is verified on the way.
     *
     * @param before what ended earlier is old enough
     * @param progress is told each position that was reached
     * @throws UnsoundLogException when the log is not what was written; then nothing of it is to be removed
     */
    public static Archiver look(EventStore store, InstantSource clock, Instant before, LongConsumer progress) {
        var snapshot = store.snapshot();
        try {
            return new Archiver(store, clock, before, snapshot, OldStreams.in(snapshot, before, progress));
        } catch (RuntimeException e) {
            snapshot.close();
            throw e;
        }
    }

    public Selection selection() {
        return selection;
    }

    /** What was written. */
    public record Written(Digest content, LogPoint rest) {}

    /** Writes what goes. */
    public Written write(OutputStream out, LongConsumer progress) {
        var going = names();
        var writer = new LogFileWriter(
                out,
                LogFileHeader.archive(id, clock.instant(), selection.whole().position()));
        var rest = LogPoint.START;
        List<StoredRow> rows = snapshot.rows(0, PAGE);
        while (!rows.isEmpty()) {
            for (var row : rows) {
                if (going.contains(row.stream())) {
                    writer.row(row);
                } else {
                    rest = rest.after(row);
                }
            }
            progress.accept(rows.getLast().position());
            rows = snapshot.rows(rows.getLast().position(), PAGE);
        }
        return new Written(writer.end(), rest);
    }

    private Set<String> names() {
        return selection.streams().stream().map(end -> end.stream().value()).collect(Collectors.toSet());
    }

    /**
     * Takes out what was written and records it.
     *
     * @param file the name of the file, without its folder
     * @return empty when something of it moved on since, or another archive was made; then nothing was taken out
     */
    public Optional<ArchiveRecord> takeOut(String file, Written written, Principal by) {
        var record = new ArchiveRecord(
                id,
                file,
                written.content(),
                before,
                selection.whole(),
                written.rest().digest(),
                selection.streams().size(),
                selection.events());
        var now = clock.instant();
        var events = new ArrayList<NewEvent>(List.of(record.toEvent(now, by.chain())));
        events.addAll(ArchivedStreams.events(record, selection.streams(), now, by.chain()));
        var known = snapshot.read(ArchiveRecord.STREAM, 0);
        var end = known.isEmpty() ? StreamHead.EMPTY : known.getLast().head();
        var append = Append.chain(ArchiveRecord.STREAM, end, events, ids::salt);
        // a snapshot holds up what a store does to get smaller
        snapshot.close();
        return store.archive(Commit.of("c-" + ids.next(), append), selection.streams())
                        instanceof CommitOutcome.Committed
                ? Optional.of(record)
                : Optional.empty();
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
