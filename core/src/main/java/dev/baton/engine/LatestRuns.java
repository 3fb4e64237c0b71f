package dev.baton.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs as this engine has just committed them, until the lists have shown them. Only a shortcut past reading and folding
 * them again: what is not here stands in the log.
 */
final class LatestRuns {
    /** When the lists lag this far behind, they read the log. */
    private static final int MOST = 4096;

    private final Map<String, RunLog.Loaded> latest = new ConcurrentHashMap<>();

    void committed(RunLog.Loaded loaded) {
        if (latest.size() >= MOST) {
            latest.clear();
        }
        latest.merge(loaded.run(), loaded, (one, other) -> revision(one) > revision(other) ? one : other);
    }

    /** Nobody shows them here. */
    void clear() {
        latest.clear();
    }

    /** A run that has come at least to this revision, which is then forgotten here. */
    Optional<RunLog.Loaded> take(String run, long revision) {
        return Optional.ofNullable(latest.remove(run)).filter(loaded -> revision(loaded) >= revision);
    }

    private static long revision(RunLog.Loaded loaded) {
        return loaded.head().revision();
    }
}
