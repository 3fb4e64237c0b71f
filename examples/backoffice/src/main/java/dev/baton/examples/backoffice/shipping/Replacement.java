package dev.baton.examples.backoffice.shipping;

import java.time.Instant;

/** Goods sent once more for an order. */
public record Replacement(String id, String orderId, String sku, String status, Instant createdAt) {
    /** The status of a replacement that was taken from stock and will be sent. */
    public static final String SCHEDULED = "scheduled";

    /** The status of a replacement that has arrived. */
    public static final String DELIVERED = "delivered";

    /** The id of the replacement with this number. */
    public static String id(long number) {
        return "RPL-%06d".formatted(number);
    }
}
