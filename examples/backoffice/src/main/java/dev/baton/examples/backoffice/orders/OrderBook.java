package dev.baton.examples.backoffice.orders;

import dev.baton.examples.backoffice.storage.Database;
import dev.baton.examples.backoffice.storage.Row;
import dev.baton.examples.backoffice.storage.Session;
import dev.baton.examples.backoffice.storage.Writes;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The orders and the complaints on them, in {@code orders.db}. */
public final class OrderBook {
    private final Database database;

    public OrderBook(Database database) {
        this.database = database;
    }

    /**
     * A complaint that was settled without refund or replacement.
     *
     * @param claim the claim as it is listed
     * @param customerId who complained
     */
    public record Complaint(Claim claim, String customerId) {}

    /** Makes the tables and fills them, in one transaction. */
    public void fill(List<Order> orders, List<Complaint> complaints) {
        database.transaction(session -> {
            Writes.createTables(session, OrderBook.class);
            session.changeEach(
                    "INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    orders.stream().map(OrderBook::columns).toList());
            session.changeEach(
                    "INSERT INTO order_item VALUES (?, ?, ?, ?, ?, ?)",
                    orders.stream()
                            .flatMap(order -> itemColumns(order).stream())
                            .toList());
            session.changeEach(
                    "INSERT INTO complaint VALUES (?, ?, ?, ?)",
                    complaints.stream().map(OrderBook::columns).toList());
            return complaints.size();
        });
    }

    Optional<Order> find(String orderId) {
        return database.transaction(
                session -> session.first("SELECT * FROM orders WHERE id = ?", row -> read(row, session), orderId));
    }

    /** The newest orders first. */
    List<Order> list(Optional<String> customerId, Optional<OrderStatus> status, int limit) {
        Optional<String> word = status.map(OrderStatus::word);
        return database.transaction(session -> session.list("""
                SELECT * FROM orders
                WHERE (?1 IS NULL OR customer_id = ?1) AND (?2 IS NULL OR status = ?2)
                ORDER BY placed_at DESC, id DESC LIMIT ?3
                """, row -> read(row, session), customerId, word, limit));
    }

    List<String> orderIdsOf(String customerId) {
        return database.transaction(session ->
                session.list("SELECT id FROM orders WHERE customer_id = ?", row -> row.text("id"), customerId));
    }

    List<Claim> complaintsOf(String customerId) {
        return database.transaction(session -> session.list(
                "SELECT * FROM complaint WHERE customer_id = ?",
                row -> new Claim(row.text("id"), row.text("order_id"), Claim.Kind.CLAIM, row.instant("at")),
                customerId));
    }

    private static Object[] columns(Order order) {
        return new Object[] {
            order.id(),
            order.customerId(),
            order.status().word(),
            order.placedAt(),
            order.shippedAt(),
            order.deliveredAt(),
            order.carrier(),
            order.trackingNumber(),
            order.expectedDelivery(),
            order.currency(),
            order.totalMinor()
        };
    }

    private static List<Object[]> itemColumns(Order order) {
        List<Object[]> rows = new ArrayList<>();
        for (OrderItem item : order.items()) {
            rows.add(new Object[] {
                order.id(), rows.size() + 1, item.sku(), item.name(), item.quantity(), item.priceMinor()
            });
        }
        return rows;
    }

    private static Object[] columns(Complaint complaint) {
        Claim claim = complaint.claim();
        return new Object[] {claim.id(), claim.orderId(), complaint.customerId(), claim.at()};
    }

    private static Order read(Row row, Session session) throws SQLException {
        return new Order(
                row.text("id"),
                row.text("customer_id"),
                OrderStatus.valueOf(row.text("status").toUpperCase(Locale.ROOT)),
                row.instant("placed_at"),
                row.optionalInstant("shipped_at"),
                row.optionalInstant("delivered_at"),
                row.optionalText("carrier"),
                row.optionalText("tracking_number"),
                row.optionalText("expected_delivery").map(LocalDate::parse),
                row.text("currency"),
                row.number("total_minor"),
                items(row.text("id"), session));
    }

    private static List<OrderItem> items(String orderId, Session session) throws SQLException {
        return session.list(
                "SELECT * FROM order_item WHERE order_id = ? ORDER BY position",
                row -> new OrderItem(
                        row.text("sku"), row.text("name"), row.smallNumber("quantity"), row.number("price_minor")),
                orderId);
    }
}
