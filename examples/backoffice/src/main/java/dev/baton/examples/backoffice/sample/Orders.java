package dev.baton.examples.backoffice.sample;

import dev.baton.examples.backoffice.orders.Order;
import dev.baton.examples.backoffice.orders.OrderItem;
import dev.baton.examples.backoffice.orders.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes orders whose dates and states agree: what should have arrived by the start has arrived, but for a few. */
final class Orders {
    static final int ORDERS = 2000;
    static final int FIRST_NUMBER = 100001;

    private static final Duration HISTORY = Duration.ofDays(300);
    private static final Duration BETWEEN_ORDERS = HISTORY.dividedBy(ORDERS);
    private static final Duration PACKING = Duration.ofHours(40);
    private static final Duration STORY_PACKING = Duration.ofDays(1);
    private static final Duration STORY_TRANSIT = Duration.ofDays(2);
    private static final int CANCELLED_PERCENT = 4;
    private static final int LOST_PERCENT = 1;
    private static final int EXPECTED_DAYS = 4;
    private static final List<String> CARRIERS = List.of("Northpost", "Swiftline", "ParcelHaus");

    private final List<Country> countries;
    private final Instant start;
    private final Chance chance;

    /** @param countries the country of each customer, CUS-0001 first */
    Orders(List<Country> countries, Instant start, Chance chance) {
        this.countries = countries;
        this.start = start;
        this.chance = chance;
    }

    /** The order with this place in the history, 0 being the oldest. */
    Order order(int index) {
        int number = FIRST_NUMBER + index;
        return StoryOrder.withNumber(number).map(this::story).orElseGet(() -> made(number, index));
    }

    private record Course(
            OrderStatus status, Instant placedAt, Optional<Instant> shippedAt, Optional<Instant> deliveredAt) {}

    private Order story(StoryOrder story) {
        Product product = Catalogue.find(story.sku());
        Instant delivered = start.minus(story.deliveredBefore());
        Instant shipped = delivered.minus(STORY_TRANSIT);
        Course course = new Course(
                OrderStatus.DELIVERED, shipped.minus(STORY_PACKING), Optional.of(shipped), Optional.of(delivered));
        return order(story.number(), story.customer(), course, List.of(item(product, 1)));
    }

    private Order made(int number, int index) {
        int customer = chance.between(StoryOrder.CUSTOMERS + 1, People.CUSTOMERS);
        Duration age = BETWEEN_ORDERS.multipliedBy(ORDERS - index).minus(chance.between(Duration.ZERO, BETWEEN_ORDERS));
        return order(number, customer, course(start.minusSeconds(age.toSeconds())), items());
    }

    private Course course(Instant placedAt) {
        Instant shipped = placedAt.plus(chance.between(Duration.ofHours(4), PACKING));
        Instant delivered = shipped.plus(chance.between(Duration.ofDays(1), Duration.ofDays(5)));
        boolean lost = chance.percent(LOST_PERCENT);
        if (chance.percent(CANCELLED_PERCENT)) {
            return new Course(OrderStatus.CANCELLED, placedAt, Optional.empty(), Optional.empty());
        }
        if (shipped.isAfter(start)) {
            return new Course(OrderStatus.PROCESSING, placedAt, Optional.empty(), Optional.empty());
        }
        return lost || delivered.isAfter(start)
                ? new Course(OrderStatus.SHIPPED, placedAt, Optional.of(shipped), Optional.empty())
                : new Course(OrderStatus.DELIVERED, placedAt, Optional.of(shipped), Optional.of(delivered));
    }

    private List<OrderItem> items() {
        List<OrderItem> items = new ArrayList<>();
        int lines = chance.between(1, 3);
        for (int i = 0; i < lines; i++) {
            Product product = chance.oneOf(Catalogue.PRODUCTS);
            boolean already = items.stream().anyMatch(item -> item.sku().equals(product.sku()));
            if (!already) {
                items.add(item(product, chance.percent(80) ? 1 : chance.between(2, 4)));
            }
        }
        return items;
    }

    private static OrderItem item(Product product, int quantity) {
        return new OrderItem(product.sku(), product.name(), quantity, product.priceMinor());
    }

    private Order order(int number, int customer, Course course, List<OrderItem> items) {
        Optional<Instant> shipped = course.shippedAt();
        int tracking = chance.between(10_000_000, 99_999_999);
        String carrier = chance.oneOf(CARRIERS);
        return new Order(
                "ORD-" + number,
                People.id(customer),
                course.status(),
                course.placedAt(),
                shipped,
                course.deliveredAt(),
                shipped.map(_ -> carrier),
                shipped.map(_ -> "TRK" + tracking),
                expected(course),
                countries.get(customer - 1).currency(),
                items.stream()
                        .mapToLong(item -> item.quantity() * item.priceMinor())
                        .sum(),
                items);
    }

    private static Optional<LocalDate> expected(Course course) {
        Instant from = course.shippedAt().orElse(course.placedAt());
        return switch (course.status()) {
            case PROCESSING, SHIPPED ->
                Optional.of(LocalDate.ofInstant(from, ZoneOffset.UTC).plusDays(EXPECTED_DAYS));
            case DELIVERED, CANCELLED -> Optional.empty();
        };
    }
}
