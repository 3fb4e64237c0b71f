package dev.baton.examples.backoffice.shipping;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The parcel of an order.
 *
 * @param firstSku the first item inside, which a replacement sends again; not shown
 */
public record Shipment(
        String orderId,
        Status status,
        Optional<String> carrier,
        Optional<String> trackingNumber,
        Optional<LocalDate> expectedDelivery,
        Optional<Instant> shippedAt,
        Optional<Instant> deliveredAt,
        @JsonIgnore String firstSku) {

    /** Where the parcel is. */
    public enum Status {
        /** Still in the warehouse. */
        PREPARING("preparing"),
        /** With the carrier. */
        IN_TRANSIT("in-transit"),
        /** Handed over. */
        DELIVERED("delivered"),
        /** Never sent, since the order was cancelled. */
        CANCELLED("cancelled");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }

        static Status of(String word) {
            return Arrays.stream(values())
                    .filter(status -> status.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Whether the parcel has left the warehouse. */
    boolean hasLeft() {
        return shippedAt.isPresent();
    }
}
