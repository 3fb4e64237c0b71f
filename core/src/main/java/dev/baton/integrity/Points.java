package dev.baton.integrity;

import dev.baton.event.StoredRow;
import dev.baton.json.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The running digest of a log, and whether it comes by the points that are known of it. */
final class Points {
    /** Far more rows than are written between the reading and the writing of a checkpoint. */
    private static final int REMEMBERED = 1 << 16;

    private final Optional<ArchiveRecord> base;
    private final Map<Long, List<Expected.Known>> known;
    private final Findings findings;
    private final Map<Long, Digest> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Digest> eldest) {
            return size() > REMEMBERED;
        }
    };
    private LogPoint here = LogPoint.START;
    private LogPoint lastGood = LogPoint.START;
    private boolean pastBase;
    private boolean doubtful;
    private long unchecked;

    Points(Expected expected, Findings findings) {
        this.base = expected.base();
        this.findings = findings;
        this.pastBase = base.isEmpty();
        this.known = expected.points().stream()
                .collect(Collectors.groupingBy(point -> point.point().position()));
    }

    LogPoint here() {
        return here;
    }

    long unchecked() {
        return unchecked;
    }

    /** Something is missing, so the digest is of no use from here on, and says nothing new. */
    void doubt() {
        doubtful = true;
    }

    void reach(StoredRow row) {
        if (!pastBase && row.position() > base.orElseThrow().whole().position()) {
            passBase();
        }
        here = here.after(row);
        recent.put(here.position(), here.digest());
        Optional.ofNullable(known.remove(here.position())).ifPresent(this::compare);
    }

    /** From here on the log is whole, and goes on from the digest that it had before the archive was taken out. */
    private void passBase() {
        var archive = base.orElseThrow();
        pastBase = true;
        if (!doubtful && !here.digest().equals(archive.rest())) {
            changed(here.position(), "what the archive " + archive.file() + " left in the log is not what is there");
        }
        here = archive.whole();
        lastGood = here;
        recent.put(here.position(), here.digest());
        Optional.ofNullable(known.remove(here.position())).ifPresent(this::compare);
    }

    private void compare(List<Expected.Known> points) {
        points.forEach(point -> compare(point.point(), point.source()));
    }

    /** True when a point could be compared, whatever came of it. */
    boolean compare(LogPoint point, String source) {
        var digest = recent.get(point.position());
        if (doubtful || digest == null || !pastBase) {
            unchecked++;
            return false;
        }
        if (digest.equals(point.digest())) {
            lastGood = point;
        } else {
            changed(
                    lastGood.position() + 1,
                    "between here and position " + point.position()
                            + " events were removed, added, replaced or moved, against " + source);
        }
        return true;
    }

    private void changed(long position, String what) {
        doubtful = true;
        findings.add(
                new Finding(Finding.Kind.LOG_CHANGED, Optional.empty(), Optional.empty(), Optional.of(position), what));
    }

    /** @param broken whether the log could not be read to its end */
    void end(boolean broken) {
        if (!pastBase && !broken) {
            passBase();
        }
        for (var points : known.values()) {
            points.forEach(point -> missed(point, broken));
        }
    }

    private void missed(Expected.Known point, boolean broken) {
        var position = point.point().position();
        if (position > here.position() && !broken) {
            findings.add(new Finding(
                    Finding.Kind.TAIL_CUT_OFF,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(here.position() + 1),
                    "the log ends at position " + here.position() + " but had reached " + position + ", says "
                            + point.source()));
        } else if (doubtful || isBeforeBase(position)) {
            unchecked++;
        } else {
            changed(position, "no commit ends at this position, against " + point.source());
        }
    }

    private boolean isBeforeBase(long position) {
        return base.filter(archive -> position < archive.whole().position()).isPresent();
    }
}
