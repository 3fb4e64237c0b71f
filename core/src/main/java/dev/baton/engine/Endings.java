package dev.baton.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells those who wait for the end of a run, when this engine brings it to its end. */
final class Endings {
    private final Map<String, Set<Ending>> expected = new HashMap<>();

    /** One who waits. */
    final class Ending implements AutoCloseable {
        private final String run;
        private final CompletableFuture<RunLog.Loaded> ended = new CompletableFuture<>();

        private Ending(String run) {
            this.run = run;
        }

        /** The run that ended, or nothing within that time. */
        Optional<RunLog.Loaded> within(long nanos) throws InterruptedException {
            try {
                return Optional.of(ended.get(nanos, TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }

        @Override
        public void close() {
            forget(this);
        }
    }

    synchronized Ending expect(String run) {
        var ending = new Ending(run);
        expected.computeIfAbsent(run, ignored -> new HashSet<>(2)).add(ending);
        return ending;
    }

    synchronized void ended(RunLog.Loaded loaded) {
        expected.getOrDefault(loaded.run(), Set.of()).forEach(ending -> ending.ended.complete(loaded));
    }

    private synchronized void forget(Ending ending) {
        expected.computeIfPresent(ending.run, (run, all) -> {
            all.remove(ending);
            return all.isEmpty() ? null : all;
        });
    }
}
