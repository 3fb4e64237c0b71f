package dev.baton.examples.backoffice.sample;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An order that is always the same, whatever the seed, so that a demo and its tests can name it. It holds one piece of
 * one product and was delivered some days before the start.
 *
 * @param settled how it was settled in the past, and how long before the start
 */
record StoryOrder(int number, int customer, String sku, Duration deliveredBefore, Optional<Settled> settled) {

    /** A past claim on a story order. */
    record Settled(Kind kind, Duration before) {}

    /** The way in which a past claim was settled. */
    enum Kind {
        REFUND,
        REPLACEMENT
    }

    /** The customers whose only orders are story orders. */
    static final int CUSTOMERS = 3;

    static final List<StoryOrder> ALL = List.of(
            // CUS-0001 has a clean record: a large claim, a small one in stock, and one that comes too late
            unsettled(100234, 1, "SKU-0001", 3),
            unsettled(100235, 1, "SKU-0002", 5),
            unsettled(100236, 1, "SKU-0003", 45),
            // CUS-0002 is somebody else
            unsettled(100300, 2, "SKU-0004", 10),
            // CUS-0003 already had two claims in 90 days
            unsettled(100400, 3, "SKU-0002", 4),
            settled(100401, 3, "SKU-0005", 30, Kind.REFUND, 28),
            settled(100402, 3, "SKU-0004", 60, Kind.REPLACEMENT, 55));

    static Optional<StoryOrder> withNumber(int number) {
        return ALL.stream().filter(order -> order.number() == number).findFirst();
    }

    private static StoryOrder unsettled(int number, int customer, String sku, int days) {
        return new StoryOrder(number, customer, sku, Duration.ofDays(days), Optional.empty());
    }

    private static StoryOrder settled(int number, int customer, String sku, int days, Kind kind, int settledDays) {
        Settled settled = new Settled(kind, Duration.ofDays(settledDays));
        return new StoryOrder(number, customer, sku, Duration.ofDays(days), Optional.of(settled));
    }
}
