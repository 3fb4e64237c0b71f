package dev.baton.examples.backoffice.sample;

import dev.baton.examples.backoffice.billing.Payment;
import dev.baton.examples.backoffice.billing.Refund;
import dev.baton.examples.backoffice.crm.Customer;
import dev.baton.examples.backoffice.crm.Note;
import dev.baton.examples.backoffice.orders.Order;
import dev.baton.examples.backoffice.orders.OrderBook.Complaint;
import dev.baton.examples.backoffice.sample.Aftermath.PastClaim;
import dev.baton.examples.backoffice.shipping.Replacement;
import dev.baton.examples.backoffice.shipping.Shipment;
import dev.baton.examples.backoffice.shipping.Stock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Everything the four services start with. */
public record Company(
        List<Customer> customers,
        List<Note> notes,
        List<Order> orders,
        List<Complaint> complaints,
        List<Payment> payments,
        List<Refund> refunds,
        List<Shipment> shipments,
        List<Replacement> replacements,
        List<Stock> stock) {

    private static final int STORY_STOCK = 12;

    /**
     * Makes the company: the same seed and start always make the same one.
     *
     * @param start when the demo begins; nothing in the data is later
     */
    public static Company generate(long seed, Instant start) {
        Chance chance = new Chance(seed);
        List<Country> countries = countries(chance.split());
        List<Customer> customers = customers(countries, start, chance.split());
        List<Order> orders = orders(countries, start, chance.split());
        Aftermath aftermath = new Aftermath(start, chance.split());
        List<Payment> payments = IntStream.range(0, orders.size())
                .mapToObj(i -> aftermath.payment(i + 1, orders.get(i)))
                .toList();
        List<PastClaim> claims = orders.stream()
                .map(aftermath::claim)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(PastClaim::at))
                .toList();
        return new Company(
                customers,
                People.notes(start, chance.split()),
                orders,
                numbered(claims, PastClaim.Complained.class, PastClaim.Complained::numbered),
                payments,
                numbered(claims, PastClaim.Refunded.class, PastClaim.Refunded::numbered),
                orders.stream().map(Aftermath::shipment).toList(),
                numbered(claims, PastClaim.Replaced.class, PastClaim.Replaced::numbered),
                stock(chance.split()));
    }

    private static List<Country> countries(Chance chance) {
        return IntStream.rangeClosed(1, People.CUSTOMERS)
                .mapToObj(number -> People.country(number, chance))
                .toList();
    }

    private static List<Customer> customers(List<Country> countries, Instant start, Chance chance) {
        return IntStream.range(0, countries.size())
                .mapToObj(i -> People.customer(i + 1, countries.get(i), start, chance))
                .toList();
    }

    private static List<Order> orders(List<Country> countries, Instant start, Chance chance) {
        Orders orders = new Orders(countries, start, chance);
        return IntStream.range(0, Orders.ORDERS).mapToObj(orders::order).toList();
    }

    private static <C, R> List<R> numbered(List<PastClaim> claims, Class<C> kind, BiFunction<C, Integer, R> number) {
        List<C> ofKind =
                claims.stream().filter(kind::isInstance).map(kind::cast).toList();
        return IntStream.range(0, ofKind.size())
                .mapToObj(i -> number.apply(ofKind.get(i), i + 1))
                .toList();
    }

    private static List<Stock> stock(Chance chance) {
        return Catalogue.PRODUCTS.stream()
                .map(product -> new Stock(product.sku(), available(product, chance.between(1, 60))))
                .toList();
    }

    private static int available(Product product, int byChance) {
        if (Catalogue.SOLD_OUT.contains(product.sku())) {
            return 0;
        }
        boolean inStory = StoryOrder.ALL.stream().anyMatch(story -> story.sku().equals(product.sku()));
        return inStory ? STORY_STOCK : byChance;
    }
}
