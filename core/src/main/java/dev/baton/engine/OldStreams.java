package dev.baton.engine;

import dev.baton.assistant.ConversationEvent;
import dev.baton.assistant.ConversationState;
import dev.baton.event.LogSnapshot;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.integrity.ArchiveRecord;
import dev.baton.integrity.Expected;
import dev.baton.integrity.UnsoundLogException;
import dev.baton.integrity.Verification;
import dev.baton.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Finds the runs and conversations of a log that are over, old, and needed by nothing that is still going on. */
final class OldStreams {
    private static final int PAGE = 500;
    /** They are named in the log, and in memory while they are taken out. */
    private static final int MOST = 100_000;

    /** A run or conversation as far as it was seen. */
    private record Seen(StreamHead head, Instant last, boolean ended, Optional<String> parent, long events) {}

    private final LogSnapshot snapshot;
    private final Map<StreamId, Seen> seen = new HashMap<>();

    private OldStreams(LogSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    static Archiver.Selection in(LogSnapshot snapshot, Instant before, LongConsumer progress) {
        var streams = new OldStreams(snapshot);
        var expected = Expected.of(ArchiveRecord.all(snapshot.read(ArchiveRecord.STREAM, 0)));
        var verification = new Verification(expected);
        streams.walk(verification, progress);
        var report = verification.end();
        if (!report.isSound()) {
            throw new UnsoundLogException(report);
        }
        var old = streams.old(before);
        var taken = old.subList(0, Math.min(MOST, old.size()));
        return new Archiver.Selection(
                taken,
                taken.stream()
                        .mapToLong(end -> streams.seen(end.stream()).events())
                        .sum(),
                old.size() - taken.size(),
                report.end());
    }

    private void walk(Verification verification, LongConsumer progress) {
        var rows = snapshot.rows(0, PAGE);
        while (!rows.isEmpty()) {
            for (var row : rows) {
                verification.row(row);
                if (row.stream().startsWith("run/") || row.stream().startsWith("conversation/")) {
                    see(row);
                }
            }
            progress.accept(rows.getLast().position());
            rows = snapshot.rows(rows.getLast().position(), PAGE);
        }
        // what is due is needed, whatever it is
        Optional<StreamId> after = Optional.empty();
        var wakes = snapshot.wakes(after, PAGE);
        while (!wakes.isEmpty()) {
            wakes.stream().map(Wake::stream).map(OldStreams::needed).forEach(seen::remove);
            after = Optional.of(wakes.getLast().stream());
            wakes = snapshot.wakes(after, PAGE);
        }
    }

    /** Somebody is still to be told of what a run came to. */
    private static StreamId needed(StreamId due) {
        return due.category().equals(CallbackLog.CATEGORY) ? RunNames.stream(RunNames.runOfHandoff(due.id())) : due;
    }

    private void see(StoredRow row) {
        var events = row.unpack();
        var last = events.getLast();
        var before = Optional.ofNullable(seen.get(last.stream()));
        seen.put(
                last.stream(),
                new Seen(
                        last.head(),
                        last.at(),
                        RunEvents.isEnd(last.type()),
                        before.isPresent() ? before.get().parent() : parent(events.getFirst()),
                        before.map(Seen::events).orElse(0L) + row.events()));
    }

    private static Optional<String> parent(RecordedEvent first) {
        return first.event()
                .contents()
                .flatMap(contents -> contents.payload().get("parent"))
                .flatMap(parent -> parent.get("run"))
                .flatMap(Json::asText);
    }

    private List<StreamEnd> old(Instant before) {
        var old = new ArrayList<StreamId>();
        seen.forEach((stream, it) -> {
            if (it.last().isBefore(before) && isOver(stream, it)) {
                old.add(stream);
            }
        });
        old.sort(Comparator.comparing((StreamId stream) -> seen(stream).last()).thenComparing(stream -> stream));
        return old.stream()
                .map(stream -> new StreamEnd(stream, seen(stream).head()))
                .toList();
    }

    private Seen seen(StreamId stream) {
        return Optional.ofNullable(seen.get(stream)).orElseThrow();
    }

    private boolean isOver(StreamId stream, Seen it) {
        return stream.category().equals("run")
                ? it.ended() && it.parent().map(this::hasEnded).orElse(true)
                : isOver(conversation(stream));
    }

    private boolean isOver(ConversationState conversation) {
        return conversation.confirmed().isEmpty()
                && conversation.handoffs().stream().map(RunNames::runOfHandoff).allMatch(this::hasEnded);
    }

    /** A run that is not in the log any more has ended before. */
    private boolean hasEnded(String run) {
        return !RunNames.isRun(run)
                || Optional.ofNullable(seen.get(RunNames.stream(run)))
                        .map(Seen::ended)
                        .orElseGet(() -> snapshot.read(RunNames.stream(run), 0).isEmpty());
    }

    private ConversationState conversation(StreamId stream) {
        return ConversationState.of(snapshot.read(stream, 0).stream()
                .flatMap(event -> event.event().contents().stream()
                        .map(contents -> ConversationEvent.read(event.type(), contents.payload())))
                .toList());
    }
}
