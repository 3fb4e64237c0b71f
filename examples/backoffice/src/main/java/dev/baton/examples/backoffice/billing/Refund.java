package dev.baton.examples.backoffice.billing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Money given back for an order.
 *
 * @param amountMinor in minor units, such as cents
 */
public record Refund(
        String id,
        String orderId,
        long amountMinor,
        String currency,
        Optional<String> reason,
        Status status,
        Instant createdAt) {

    /** Whether it stands. */
    public enum Status {
        /** The money is on its way to the customer. */
        ISSUED,
        /** Taken back; it counts no longer. */
        CANCELLED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The id of the refund with this number. */
    public static String id(long number) {
        return "REF-%06d".formatted(number);
    }
}
