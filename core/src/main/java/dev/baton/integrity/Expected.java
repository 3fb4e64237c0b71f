package dev.baton.integrity;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about a log before it is looked at.
 *
 * @param archives every archive that the log tells of, oldest first
 * @param base the archive up to which the log was thinned out and from whose point on it is whole
 * @param points that the log has reached, from elsewhere
 * @param keys whose checkpoints count; empty for any
 */
public record Expected(
        List<ArchiveRecord> archives, Optional<ArchiveRecord> base, List<Known> points, Set<String> keys) {

    /** A point and who says so, in words. */
    public record Known(LogPoint point, String source) {}

    public Expected {
        archives = List.copyOf(archives);
        points = List.copyOf(points);
        keys = Set.copyOf(keys);
    }

    public static final Expected NOTHING = new Expected(List.of(), Optional.empty(), List.of(), Set.of());

    /** A log whose archives are out of reach. */
    public static Expected of(List<ArchiveRecord> archives) {
        return new Expected(
                archives, archives.isEmpty() ? Optional.empty() : Optional.of(archives.getLast()), List.of(), Set.of());
    }

    /** The same log with its newest archives put back, from this one on. */
    public Expected withArchivesFrom(int first) {
        var base = first == 0 ? Optional.<ArchiveRecord>empty() : Optional.of(archives.get(first - 1));
        var known = new java.util.ArrayList<>(points);
        archives.subList(first, archives.size())
                .forEach(record -> known.add(new Known(record.whole(), "the record of the archive " + record.file())));
        return new Expected(archives, base, known, keys);
    }

    public Expected withPoint(LogPoint point, String source) {
        var more = new java.util.ArrayList<>(points);
        more.add(new Known(point, source));
        return new Expected(archives, base, more, keys);
    }

    public Expected withKeys(Set<String> trusted) {
        return new Expected(archives, base, points, trusted);
    }
}
