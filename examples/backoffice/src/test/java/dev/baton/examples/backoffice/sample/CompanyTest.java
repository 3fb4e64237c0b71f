package dev.baton.examples.backoffice.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.examples.backoffice.billing.Payment;
import dev.baton.examples.backoffice.billing.Refund;
import dev.baton.examples.backoffice.crm.Customer;
import dev.baton.examples.backoffice.crm.Note;
import dev.baton.examples.backoffice.orders.Order;
import dev.baton.examples.backoffice.orders.OrderStatus;
import dev.baton.examples.backoffice.shipping.Replacement;
import dev.baton.examples.backoffice.shipping.Shipment;
import dev.baton.examples.backoffice.shipping.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyTest {
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 42, -7, Long.MAX_VALUE, Long.MIN_VALUE})
    void every_seed_makes_a_company_that_agrees_with_itself(long seed) {
        Company company = Company.generate(seed, START);

        String why = "seed " + seed;
        hasTheSizePromised(company, why);
        orderDatesAgreeWithStates(company, why);
        shipmentsAgreeWithOrders(company, why);
        moneyAgrees(company, why);
        settledClaimsAreInThePastOfDeliveredOrders(company, why);
        storyIsAsTold(company, why);
    }

    @Test
    void the_same_seed_and_start_make_the_same_company() {
        assertThat(Company.generate(42, START)).isEqualTo(Company.generate(42, START));
    }

    @Test
    void another_seed_makes_another_company() {
        Company one = Company.generate(1, START);
        Company other = Company.generate(2, START);

        assertThat(one.customers()).isNotEqualTo(other.customers());
        assertThat(one.orders()).isNotEqualTo(other.orders());
        assertThat(one.notes()).isNotEqualTo(other.notes());
    }

    @Test
    void another_start_moves_the_story_along() {
        Instant later = START.plus(Duration.ofDays(400));

        Order order = order(orders(Company.generate(1, later)), "ORD-100234");

        assertThat(order.deliveredAt()).contains(later.minus(Duration.ofDays(3)));
    }

    private static void hasTheSizePromised(Company company, String why) {
        assertThat(company.customers()).as(why).hasSize(500);
        assertThat(company.orders()).as(why).hasSize(2000);
        assertThat(company.stock()).as(why).hasSize(50);
        assertThat(company.payments()).as(why).hasSize(2000);
        assertThat(company.notes()).as(why).hasSizeBetween(250, 600);
        assertThat(company.refunds()).as(why).hasSizeBetween(50, 150);
        assertThat(company.replacements()).as(why).hasSizeBetween(15, 80);
        assertThat(company.complaints()).as(why).hasSizeBetween(15, 80);
        assertThat(company.customers().stream().map(Customer::id)).as(why).doesNotHaveDuplicates();
        assertThat(company.orders().getFirst().id()).isEqualTo("ORD-100001");
        assertThat(company.orders().getLast().id()).isEqualTo("ORD-102000");
        assertThat(share(company, order -> !order.currency().equals("EUR")))
                .as("%s: share of other currencies", why)
                .isBetween(0.01, 0.12);
        assertThat(share(company, order -> order.status() == OrderStatus.CANCELLED))
                .as("%s: share of cancelled orders", why)
                .isBetween(0.02, 0.07);
    }

    private static void orderDatesAgreeWithStates(Company company, String why) {
        for (Order order : company.orders()) {
            String which = why + ", " + order.id();
            boolean wasShipped = order.status() == OrderStatus.SHIPPED || order.status() == OrderStatus.DELIVERED;
            assertThat(order.placedAt()).as(which).isBefore(START);
            assertThat(order.shippedAt().isPresent()).as(which).isEqualTo(wasShipped);
            assertThat(order.carrier().isPresent()).as(which).isEqualTo(wasShipped);
            assertThat(order.trackingNumber().isPresent()).as(which).isEqualTo(wasShipped);
            order.shippedAt()
                    .ifPresent(at ->
                            assertThat(at).as(which).isAfter(order.placedAt()).isBeforeOrEqualTo(START));
            order.deliveredAt()
                    .ifPresent(at -> assertThat(at)
                            .as(which)
                            .isAfter(order.shippedAt().orElseThrow())
                            .isBeforeOrEqualTo(START));
        }
        assertThat(company.orders().stream().map(Order::status)).as(why).contains(OrderStatus.values());
    }

    private static void shipmentsAgreeWithOrders(Company company, String why) {
        Map<String, Order> orders = orders(company);
        assertThat(company.shipments()).as(why).hasSize(orders.size());
        for (Shipment shipment : company.shipments()) {
            Order order = order(orders, shipment.orderId());
            assertThat(shipment.deliveredAt()).as(why).isEqualTo(order.deliveredAt());
            assertThat(shipment.trackingNumber()).as(why).isEqualTo(order.trackingNumber());
            assertThat(shipment.firstSku())
                    .as(why)
                    .isEqualTo(order.items().getFirst().sku());
        }
    }

    private static void moneyAgrees(Company company, String why) {
        Map<String, Order> orders = orders(company);
        for (Payment payment : company.payments()) {
            Order order = order(orders, payment.orderId());
            assertThat(payment.amountMinor()).as(why).isEqualTo(order.totalMinor());
            assertThat(payment.currency()).as(why).isEqualTo(order.currency());
            assertThat(payment.status() == Payment.Status.VOIDED)
                    .as(why)
                    .isEqualTo(order.status() == OrderStatus.CANCELLED);
        }
        for (Refund refund : company.refunds()) {
            Order order = order(orders, refund.orderId());
            assertThat(refund.amountMinor()).as(why).isBetween(1L, order.totalMinor());
            assertThat(refund.currency()).as(why).isEqualTo(order.currency());
        }
    }

    private static void settledClaimsAreInThePastOfDeliveredOrders(Company company, String why) {
        Map<String, Order> orders = orders(company);
        Map<String, Instant> settled = Stream.of(
                        company.refunds().stream().map(refund -> Map.entry(refund.orderId(), refund.createdAt())),
                        company.replacements().stream().map(one -> Map.entry(one.orderId(), one.createdAt())),
                        company.complaints().stream()
                                .map(one -> Map.entry(
                                        one.claim().orderId(), one.claim().at())))
                .flatMap(Function.identity())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)); // fails on two claims for one order
        settled.forEach((orderId, at) -> assertThat(at)
                .as("%s, %s", why, orderId)
                .isAfter(order(orders, orderId).deliveredAt().orElseThrow())
                .isBeforeOrEqualTo(START));
        assertThat(company.refunds().stream().map(Refund::createdAt)).as(why).isSorted();
        assertThat(company.replacements().stream().map(Replacement::createdAt))
                .as(why)
                .isSorted();
        assertThat(company.notes().stream().map(Note::createdAt)).as(why).isSorted();
    }

    private static void storyIsAsTold(Company company, String why) {
        assertThat(orderIdsOf(company, "CUS-0001")).as(why).containsExactly("ORD-100234", "ORD-100235", "ORD-100236");
        assertThat(orderIdsOf(company, "CUS-0002")).as(why).containsExactly("ORD-100300");
        assertThat(orderIdsOf(company, "CUS-0003")).as(why).containsExactly("ORD-100400", "ORD-100401", "ORD-100402");
        wasDelivered(company, "ORD-100234", 3, 8000);
        wasDelivered(company, "ORD-100235", 5, 4000);
        wasDelivered(company, "ORD-100236", 45, 6500);
        wasDelivered(company, "ORD-100300", 10, 2990);
        assertThat(settledOrderIds(company))
                .as(why)
                .doesNotContain("ORD-100234", "ORD-100235", "ORD-100236", "ORD-100300", "ORD-100400")
                .contains("ORD-100401", "ORD-100402");
        assertThat(company.notes().stream().map(Note::customerId)).as(why).doesNotContain("CUS-0001", "CUS-0002");
        assertThat(available(company, "SKU-0001")).as(why).isPositive();
        assertThat(available(company, "SKU-0002")).as(why).isPositive();
        assertThat(available(company, "SKU-0013")).as(why).isZero();
    }

    private static void wasDelivered(Company company, String orderId, int daysBefore, long totalMinor) {
        Order order = order(orders(company), orderId);
        assertThat(order.deliveredAt()).as(orderId).contains(START.minus(Duration.ofDays(daysBefore)));
        assertThat(order.totalMinor()).as(orderId).isEqualTo(totalMinor);
        assertThat(order.currency()).as(orderId).isEqualTo("EUR");
        assertThat(order.items()).as(orderId).hasSize(1);
        assertThat(available(company, order.items().getFirst().sku()))
                .as(orderId)
                .isPositive();
    }

    private static double share(Company company, Predicate<Order> of) {
        return (double) company.orders().stream().filter(of).count()
                / company.orders().size();
    }

    private static List<String> orderIdsOf(Company company, String customerId) {
        return company.orders().stream()
                .filter(order -> order.customerId().equals(customerId))
                .map(Order::id)
                .toList();
    }

    private static List<String> settledOrderIds(Company company) {
        return Stream.of(
                        company.refunds().stream().map(Refund::orderId),
                        company.replacements().stream().map(Replacement::orderId),
                        company.complaints().stream()
                                .map(complaint -> complaint.claim().orderId()))
                .flatMap(Function.identity())
                .toList();
    }

    private static long available(Company company, String sku) {
        return company.stock().stream()
                .filter(stock -> stock.sku().equals(sku))
                .mapToLong(Stock::available)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Order> orders(Company company) {
        return company.orders().stream().collect(Collectors.toMap(Order::id, Function.identity()));
    }

    private static Order order(Map<String, Order> orders, String orderId) {
        return Optional.ofNullable(orders.get(orderId)).orElseThrow();
    }
}
