package dev.baton.examples.backoffice.billing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * Money taken, or only reserved, for an order.
 *
 * @param amountMinor in minor units, such as cents
 * @param method how it was paid, such as {@code card}
 */
public record Payment(
        String id, String orderId, long amountMinor, String currency, String method, Status status, Instant paidAt) {

    /** Whether the money is ours. */
    public enum Status {
        /** Taken. */
        CAPTURED,
        /** Reserved and let go again, since the order was cancelled. */
        VOIDED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
