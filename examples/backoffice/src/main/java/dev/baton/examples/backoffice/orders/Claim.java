package dev.baton.examples.backoffice.orders;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * Something a customer was given, or asked for, because an order went wrong.
 *
 * @param id the record's id in the service that keeps it
 */
public record Claim(String id, String orderId, Kind kind, Instant at) {

    /** Which service keeps it. */
    public enum Kind {
        /** Money back, kept by billing. */
        REFUND,
        /** The goods once more, kept by shipping. */
        REPLACEMENT,
        /** A complaint settled in another way, kept by orders. */
        CLAIM;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
