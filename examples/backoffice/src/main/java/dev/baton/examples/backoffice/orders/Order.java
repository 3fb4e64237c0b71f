package dev.baton.examples.backoffice.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a customer ordered and where it is.
 *
 * @param shippedAt when the carrier took it
 * @param deliveredAt when it was handed over
 * @param expectedDelivery the day the carrier named
 * @param totalMinor the sum of the items in minor units
 */
public record Order(
        String id,
        String customerId,
        OrderStatus status,
        Instant placedAt,
        Optional<Instant> shippedAt,
        Optional<Instant> deliveredAt,
        Optional<String> carrier,
        Optional<String> trackingNumber,
        Optional<LocalDate> expectedDelivery,
        String currency,
        long totalMinor,
        List<OrderItem> items) {

    public Order {
        items = List.copyOf(items);
        long sum = items.stream()
                .mapToLong(item -> item.quantity() * item.priceMinor())
                .sum();
        if (items.isEmpty() || sum != totalMinor) {
            throw new IllegalArgumentException("The items of " + id + " do not add up to " + totalMinor);
        }
        if ((status == OrderStatus.DELIVERED) != deliveredAt.isPresent()) {
            throw new IllegalArgumentException("An order has a time of delivery exactly when delivered: " + id);
        }
    }
}
