package dev.baton.integrity;

import dev.baton.event.StoredRow;
import dev.baton.event.StreamHead;
import dev.baton.json.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether every row is in its place: positions without gaps, and each stream's revisions without gaps. */
final class Places {
    private static final int HASH_BYTES = 32;

    /** Where a stream ends; the hash as bytes, because there may be millions of these. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record End(long revision, long position, byte[] hash) {}

    /** Positions that nothing was found at. */
    private record Gap(long from, long to) {
        long size() {
            return to - from + 1;
        }
    }

    private final Optional<Long> thinnedOutTo;
    private final Findings findings;
    private final Map<String, End> ends = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long last;

    /** @param thinnedOutTo up to where an archive has left gaps */
    Places(Optional<Long> thinnedOutTo, Findings findings) {
        this.thinnedOutTo = thinnedOutTo;
        this.findings = findings;
    }

    boolean knows(String stream) {
        return ends.containsKey(stream);
    }

    /** Where a stream ends so far, empty when what is stored there is no hash. */
    Optional<StreamHead> end(String stream) {
        var end = Optional.ofNullable(ends.get(stream));
        return end.isEmpty()
                ? Optional.of(StreamHead.EMPTY)
                : end.filter(it -> it.hash().length == HASH_BYTES)
                        .map(it -> new StreamHead(
                                it.revision(), new Digest(HexFormat.of().formatHex(it.hash()))));
    }

    long streams() {
        return ends.size();
    }

    /** False when something is missing before this row, or it is not where it belongs. */
    boolean take(StoredRow row) {
        var inPosition = takePosition(row);
        var inRevision = takeRevision(row);
        ends.put(row.stream(), new End(row.lastRevision(), row.position(), row.hash()));
        return inPosition && inRevision;
    }

    private boolean takePosition(StoredRow row) {
        var first = row.firstPosition();
        var next = nextAfter(first);
        var before = last;
        last = Math.max(last, row.position());
        if (first <= before) {
            findings.add(Finding.Kind.OUT_OF_PLACE, row, "its position belongs to other events");
            return false;
        }
        if (first > next) {
            gaps.add(new Gap(next, first - 1));
        }
        return first <= next;
    }

    /** What has to come next; up to where archives left gaps that is whatever comes. */
    private long nextAfter(long first) {
        var upTo = thinnedOutTo.orElse(0L);
        return first <= upTo ? first : Math.max(last, upTo) + 1;
    }

    private boolean takeRevision(StoredRow row) {
        var end = Optional.ofNullable(ends.get(row.stream()));
        var next = end.map(End::revision).orElse(0L) + 1;
        if (row.revision() < next) {
            findings.add(Finding.Kind.OUT_OF_PLACE, row, "its revision belongs to another event of the stream");
        } else if (row.revision() > next) {
            missing(row, next, end.map(End::position).orElse(0L));
        }
        return row.revision() == next;
    }

    /** Revisions of a stream are missing: at the positions of a gap of that size, if there is one. */
    private void missing(StoredRow row, long from, long after) {
        var size = row.revision() - from;
        var gap = gaps.stream()
                .filter(it -> it.size() == size && it.from() > after)
                .findFirst();
        gap.ifPresent(gaps::remove);
        findings.add(new Finding(
                Finding.Kind.MISSING,
                Optional.of(row.stream()),
                Optional.of(from),
                gap.map(Gap::from),
                counted(size) + " missing; the stream goes on with revision " + row.revision() + " at position "
                        + row.firstPosition()));
    }

    /** Tells of the gaps that no stream accounts for. */
    void end() {
        gaps.forEach(gap -> findings.add(new Finding(
                Finding.Kind.MISSING,
                Optional.empty(),
                Optional.empty(),
                Optional.of(gap.from()),
                counted(gap.size()) + " missing; the end of a stream, or a whole one")));
        gaps.clear();
    }

    private static String counted(long events) {
        return events == 1 ? "an event is" : events + " events are";
    }
}
