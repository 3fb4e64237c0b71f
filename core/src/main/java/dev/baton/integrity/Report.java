package dev.baton.integrity;

import java.util.List;
import java.util.Map;

/**
 * What was found out about a log.
 *
 * @param erased how many events were erased
 * @param end where the log ends; to be kept elsewhere, so that a later look can tell whether the tail is still there
 * @param checkpoints how many of each key were compared with the log
 * @param unchecked how many points were known but could not be compared
 * @param findings the first ones, by position
 * @param found how many there are in all
 */
public record Report(
        long events,
        long streams,
        long erased,
        LogPoint end,
        Map<String, Long> checkpoints,
        long unchecked,
        List<ArchiveRecord> archives,
        List<Finding> findings,
        long found) {
    public Report {
        checkpoints = Map.copyOf(checkpoints);
        archives = List.copyOf(archives);
        findings = List.copyOf(findings);
    }

    public boolean isSound() {
        return found == 0;
    }
}
