package dev.baton.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets things that share a key happen one after the other within this process, so that they need not race. */
final class OneAtATime {
    private final ConcurrentMap<String, Gate> gates = new ConcurrentHashMap<>();

    /** @param visitors how many are inside or wait; a gate without any is taken away */
    private record Gate(ReentrantLock lock, int visitors) {
        Gate with(int more) {
            return new Gate(lock, visitors + more);
        }
    }

    <T> T run(String key, Supplier<T> deed) {
        var gate = gates.compute(
                key, (same, known) -> known == null ? new Gate(new ReentrantLock(true), 1) : known.with(1));
        gate.lock().lock();
        try {
            return deed.get();
        } finally {
            gate.lock().unlock();
            gates.computeIfPresent(key, (same, known) -> known.visitors() == 1 ? null : known.with(-1));
        }
    }
}
