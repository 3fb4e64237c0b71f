package dev.baton.engine;

/**
 * How much an engine takes on at a time. Beyond that it refuses handoffs before they are accepted; what was accepted is
 * never dropped.
 *
 * @param runs how many runs are worked on at once; others that were accepted wait in the queue
 * @param waiting how many runs may wait for a worker before no more handoffs are accepted
 * @param submissions how many handoffs are being accepted at once
 */
public record Capacity(int runs, int waiting, int submissions) {
    public static final Capacity DEFAULT = new Capacity(1_000, 10_000, 1_000);

    public Capacity {
        if (runs < 1 || waiting < 1 || submissions < 1) {
            throw new IllegalArgumentException(
                    "a capacity is at least 1: runs " + runs + ", waiting " + waiting + ", submissions " + submissions);
        }
    }
}
