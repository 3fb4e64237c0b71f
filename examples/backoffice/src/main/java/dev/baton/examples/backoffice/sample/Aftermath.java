package dev.baton.examples.backoffice.sample;

import dev.baton.examples.backoffice.billing.Payment;
import dev.baton.examples.backoffice.billing.Refund;
import dev.baton.examples.backoffice.orders.Claim;
import dev.baton.examples.backoffice.orders.Order;
import dev.baton.examples.backoffice.orders.OrderBook.Complaint;
import dev.baton.examples.backoffice.orders.OrderStatus;
import dev.baton.examples.backoffice.shipping.Replacement;
import dev.baton.examples.backoffice.shipping.Shipment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What followed from an order: its payment, its parcel, and at times a claim. */
final class Aftermath {
    private static final List<String> METHODS = List.of("card", "card", "bank-transfer", "wallet");
    private static final List<String> REASONS = List.of("arrived damaged", "wrong item", "missing part", "goodwill");

    private final Instant start;
    private final Chance chance;

    Aftermath(Instant start, Chance chance) {
        this.start = start;
        this.chance = chance;
    }

    /** A claim that was settled in the past, not yet numbered. */
    sealed interface PastClaim {
        Instant at();

        record Refunded(Order order, long amountMinor, String reason, boolean cancelled, Instant at)
                implements PastClaim {
            Refund numbered(int number) {
                return new Refund(
                        Refund.id(number),
                        order.id(),
                        amountMinor,
                        order.currency(),
                        Optional.of(reason),
                        cancelled ? Refund.Status.CANCELLED : Refund.Status.ISSUED,
                        at);
            }
        }

        record Replaced(Order order, Instant at) implements PastClaim {
            Replacement numbered(int number) {
                String sku = order.items().getFirst().sku();
                return new Replacement(Replacement.id(number), order.id(), sku, Replacement.DELIVERED, at);
            }
        }

        record Complained(Order order, Instant at) implements PastClaim {
            Complaint numbered(int number) {
                Claim claim = new Claim("CLM-%06d".formatted(number), order.id(), Claim.Kind.CLAIM, at);
                return new Complaint(claim, order.customerId());
            }
        }
    }

    Payment payment(int number, Order order) {
        boolean voided = order.status() == OrderStatus.CANCELLED;
        return new Payment(
                "PAY-%06d".formatted(number),
                order.id(),
                order.totalMinor(),
                order.currency(),
                chance.oneOf(METHODS),
                voided ? Payment.Status.VOIDED : Payment.Status.CAPTURED,
                order.placedAt());
    }

    static Shipment shipment(Order order) {
        return new Shipment(
                order.id(),
                switch (order.status()) {
                    case PROCESSING -> Shipment.Status.PREPARING;
                    case SHIPPED -> Shipment.Status.IN_TRANSIT;
                    case DELIVERED -> Shipment.Status.DELIVERED;
                    case CANCELLED -> Shipment.Status.CANCELLED;
                },
                order.carrier(),
                order.trackingNumber(),
                order.expectedDelivery(),
                order.shippedAt(),
                order.deliveredAt(),
                order.items().getFirst().sku());
    }

    /** The claim on an order, if it had one before the start. */
    Optional<PastClaim> claim(Order order) {
        int number = Integer.parseInt(order.id().substring("ORD-".length()));
        Optional<StoryOrder> story = StoryOrder.withNumber(number);
        return story.isPresent()
                ? story.get().settled().map(settled -> settled(order, settled))
                : order.deliveredAt().flatMap(delivered -> byChance(order, delivered));
    }

    private PastClaim settled(Order order, StoryOrder.Settled settled) {
        Instant at = start.minus(settled.before());
        return switch (settled.kind()) {
            case REFUND -> new PastClaim.Refunded(order, order.totalMinor(), REASONS.getFirst(), false, at);
            case REPLACEMENT -> new PastClaim.Replaced(order, at);
        };
    }

    private Optional<PastClaim> byChance(Order order, Instant delivered) {
        Instant at = delivered.plus(chance.between(Duration.ofHours(6), Duration.ofDays(14)));
        int lot = chance.between(1, 100);
        if (lot > 9 || at.isAfter(start)) {
            return Optional.empty();
        }
        if (lot <= 5) {
            return Optional.of(refunded(order, lot <= 3, at));
        }
        return Optional.of(lot <= 7 ? new PastClaim.Replaced(order, at) : new PastClaim.Complained(order, at));
    }

    private PastClaim refunded(Order order, boolean inFull, Instant at) {
        long amount = inFull ? order.totalMinor() : order.totalMinor() / 4;
        return new PastClaim.Refunded(order, amount, chance.oneOf(REASONS), chance.percent(5), at);
    }
}
