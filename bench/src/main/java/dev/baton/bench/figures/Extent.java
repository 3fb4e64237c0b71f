package dev.baton.bench.figures;

import dev.baton.bench.load.Load;
import dev.baton.bench.load.Work;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much is done for the figures.
 *
 * @param rounds how often every candidate has its turn
 * @param concurrencies how many runs go on at a time
 * @param parked how many runs wait
 * @param resumed how many of them are resumed
 * @param events how many old events are in the store
 */
record Extent(int rounds, Trial.Times times, List<Integer> concurrencies, int parked, int resumed, long events) {
    private static final List<Integer> FEW_AND_MANY = List.of(64, 256);

    static final Extent USUAL = new Extent(2, times(8000, 2500), FEW_AND_MANY, 100_000, 1000, 1_000_000);
    static final Extent QUICK = new Extent(1, times(4000, 1500), FEW_AND_MANY, 20_000, 400, 200_000);
    /** Too little for any figure to mean something; enough to see that all of it works. */
    static final Extent TINY = new Extent(1, times(100, 1000), List.of(4), 20, 8, 200);

    private static Trial.Times times(long warmUp, long watched) {
        return new Trial.Times(Duration.ofMillis(warmUp), Duration.ofMillis(watched));
    }

    /** Reads and writes, with few and with many at a time. */
    List<Load> loads() {
        return concurrencies.stream()
                .flatMap(concurrency -> Stream.of(Work.values()).map(work -> new Load(work, concurrency)))
                .toList();
    }

    /** For those to whom a step is a step, whatever it does. */
    List<Load> loadsOfPeers() {
        return concurrencies.stream()
                .map(concurrency -> new Load(Work.WRITES, concurrency))
                .toList();
    }

    /** Reads and writes, with few at a time. */
    List<Load> fewestLoads() {
        return Stream.of(Work.values())
                .map(work -> new Load(work, concurrencies.getFirst()))
                .toList();
    }

    Extent withParked(int other) {
        return new Extent(rounds, times, concurrencies, other, resumed, events);
    }

    Extent withEvents(long other) {
        return new Extent(rounds, times, concurrencies, parked, resumed, other);
    }

    Extent withRounds(int other) {
        return new Extent(other, times, concurrencies, parked, resumed, events);
    }
}
