package dev.baton.integrity;

import dev.baton.event.ChainedEvent;
import dev.baton.event.DamagedRowException;
import dev.baton.event.Hold;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import dev.baton.json.JsonException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A walk through a log, row by row in the order of positions, then holds, then wakes. Keeps the end of every stream, about
 * 250 bytes for each, and nothing else that grows.
 */
public final class Verification {
    private final Expected expected;
    private final Places places;
    private final Points points;
    private final Findings findings = new Findings();
    private final Set<Long> archived = new HashSet<>();
    private final Map<String, Long> checkpoints = new TreeMap<>();
    private final Set<String> recorded = new HashSet<>();
    private long events;
    private long erased;
    private boolean broken;

    public Verification(Expected expected) {
        this.expected = expected;
        this.places = new Places(expected.base().map(base -> base.whole().position()), findings);
        this.points = new Points(expected, findings);
    }

    public void row(StoredRow row) {
        var before = places.end(row.stream());
        if (!places.take(row)) {
            points.doubt();
        }
        points.reach(row);
        events += row.events();
        try {
            var unpacked = row.unpack();
            // without what came before, only the contents of the first event can be told
            verify(unpacked, before.filter(head -> head.revision() + 1 == row.revision()));
            unpacked.forEach(this::understand);
        } catch (DamagedRowException e) {
            findings.add(Finding.Kind.UNREADABLE, row, e.what());
        }
    }

    private void verify(List<RecordedEvent> unpacked, Optional<StreamHead> before) {
        var head = before;
        for (var recorded : unpacked) {
            var event = recorded.event();
            var flaw = head.map(previous -> event.flaw(recorded.stream(), previous))
                    .orElseGet(() -> contentsFlaw(event));
            flaw.ifPresent(which -> findings.add(
                    switch (which) {
                        case CONTENTS -> Finding.Kind.CONTENTS_CHANGED;
                        case HEADER -> Finding.Kind.HEADER_CHANGED;
                    },
                    recorded,
                    switch (which) {
                        case CONTENTS -> "author, payload or salt of this " + event.type() + " were changed";
                        case HEADER ->
                            "type, time, rule or a digest of this " + event.type()
                                    + " was changed, or something before it was replaced";
                    }));
            erased += event.erased().isPresent() ? 1 : 0;
            head = Optional.of(recorded.head());
        }
    }

    private static Optional<ChainedEvent.Flaw> contentsFlaw(ChainedEvent event) {
        return event.contents()
                .filter(contents -> !contents.digest().equals(event.contentsDigest()))
                .map(changed -> ChainedEvent.Flaw.CONTENTS);
    }

    /** Checkpoints and archives are told of in the log itself. */
    private void understand(RecordedEvent event) {
        try {
            Checkpoint.in(event).ifPresent(checkpoint -> compare(checkpoint, event));
            ArchivedStreams.in(event)
                    .ifPresent(some -> some.streams().forEach(end -> archived.add(brief(end.stream()))));
            ArchiveRecord.in(event).ifPresent(record -> recognise(record, event));
        } catch (JsonException | IllegalArgumentException e) {
            findings.add(Finding.Kind.UNREADABLE, event, "it is not what its type says: " + e.getMessage());
        }
    }

    private void compare(Checkpoint checkpoint, RecordedEvent event) {
        if (!checkpoint.isGenuine()) {
            findings.add(Finding.Kind.NOT_SIGNED, event, "the signature of this checkpoint is not that of its key");
        } else if (!expected.keys().isEmpty() && !expected.keys().contains(checkpoint.key())) {
            findings.add(
                    Finding.Kind.NOT_SIGNED,
                    event,
                    "this checkpoint is signed by " + checkpoint.key() + ", not by a key" + " that was given");
        } else if (points.compare(checkpoint.point(), "the checkpoint at position " + event.position())) {
            checkpoints.merge(checkpoint.key(), 1L, Long::sum);
        }
    }

    private void recognise(ArchiveRecord record, RecordedEvent event) {
        recorded.add(record.archive());
        if (!expected.archives().contains(record)) {
            findings.add(Finding.Kind.LOG_CHANGED, event, "this archive was not known of before the walk");
        }
    }

    public void hold(Hold hold) {
        if (!isThere(hold.owner())) {
            findings.add(
                    Finding.Kind.STREAM_VANISHED,
                    hold.owner(),
                    "it holds a key (" + hold.key().hex().substring(0, 12) + "…) but is not in the log");
        }
    }

    public void wake(Wake wake) {
        if (!isThere(wake.stream())) {
            findings.add(
                    Finding.Kind.STREAM_VANISHED,
                    wake.stream(),
                    "it is due at " + wake.due() + " but is not in the log");
        }
    }

    private boolean isThere(StreamId stream) {
        return broken || places.knows(stream.value()) || archived.contains(brief(stream));
    }

    /** Eight bytes are enough to tell whether a stream is among those that were archived. */
    private static long brief(StreamId stream) {
        return Long.parseUnsignedLong(
                Digest.of(stream.value().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .hex()
                        .substring(0, 16),
                16);
    }

    /** The rest cannot be had. */
    public void breakOff(String why) {
        broken = true;
        points.doubt();
        findings.add(new Finding(
                Finding.Kind.UNREADABLE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(points.here().position() + 1),
                "from here on nothing can be read: " + why));
    }

    public Report end() {
        places.end();
        points.end(broken);
        expected.archives().stream()
                .filter(archive -> !broken && !recorded.contains(archive.archive()))
                .forEach(archive -> findings.add(
                        Finding.Kind.MISSING, ArchiveRecord.STREAM, "the record of " + archive.file() + " is missing"));
        return new Report(
                events,
                places.streams(),
                erased,
                points.here(),
                checkpoints,
                points.unchecked(),
                expected.archives(),
                findings.first(),
                findings.count());
    }
}
