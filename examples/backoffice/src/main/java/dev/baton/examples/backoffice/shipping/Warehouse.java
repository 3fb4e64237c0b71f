package dev.baton.examples.backoffice.shipping;

import dev.baton.examples.backoffice.http.Json;
import dev.baton.examples.backoffice.http.Problem;
import dev.baton.examples.backoffice.orders.Claim;
import dev.baton.examples.backoffice.orders.ClaimSource;
import dev.baton.examples.backoffice.storage.Database;
import dev.baton.examples.backoffice.storage.Outcome;
import dev.baton.examples.backoffice.storage.Row;
import dev.baton.examples.backoffice.storage.Session;
import dev.baton.examples.backoffice.storage.Work;
import dev.baton.examples.backoffice.storage.Writes;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Stock, shipments and replacements, in {@code shipping.db}. */
public final class Warehouse implements ClaimSource {
    private static final String INSERT_REPLACEMENT =
            "INSERT INTO replacement (id, order_id, sku, status, created_at) VALUES (?, ?, ?, ?, ?)";

    private final Database database;

    public Warehouse(Database database) {
        this.database = database;
    }

    /** Makes the tables and fills them, in one transaction; replacements are numbered in the order given. */
    public void fill(List<Stock> stock, List<Shipment> shipments, List<Replacement> replacements) {
        database.transaction(session -> {
            Writes.createTables(session, Warehouse.class);
            session.changeEach(
                    "INSERT INTO stock VALUES (?, ?)",
                    stock.stream()
                            .map(line -> new Object[] {line.sku(), line.available()})
                            .toList());
            session.changeEach(
                    "INSERT INTO shipment VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    shipments.stream().map(Warehouse::columns).toList());
            session.changeEach(
                    INSERT_REPLACEMENT,
                    replacements.stream().map(Warehouse::columns).toList());
            return replacements.size();
        });
    }

    Optional<Stock> stock(String sku) {
        return database.transaction(session -> stock(session, sku));
    }

    Optional<Shipment> shipment(String orderId) {
        return database.transaction(session -> shipment(session, orderId));
    }

    /** Oldest first. */
    List<Replacement> replacements(Optional<String> orderId) {
        return database.transaction(session -> session.list(
                "SELECT * FROM replacement WHERE (?1 IS NULL OR order_id = ?1) ORDER BY number",
                Warehouse::replacement,
                orderId));
    }

    @Override
    public List<Claim> claimsOn(List<String> orderIds) {
        return database.transaction(session -> session.list(
                "SELECT id, order_id, created_at FROM replacement"
                        + " WHERE order_id IN (SELECT value FROM json_each(?))",
                row -> new Claim(
                        row.text("id"), row.text("order_id"), Claim.Kind.REPLACEMENT, row.instant("created_at")),
                Json.text(orderIds)));
    }

    /** Sends one piece of the order's first item again, if there is one left. */
    static Work<Outcome> replace(String orderId, Instant at) {
        return session -> {
            Optional<Shipment> shipment = shipment(session, orderId);
            if (shipment.isEmpty()) {
                return new Outcome.Refused(unknownOrder(orderId));
            }
            if (!shipment.get().hasLeft()) {
                return refuse("not-shipped", "Order " + orderId + " was never shipped, so there is nothing to replace");
            }
            String sku = shipment.get().firstSku();
            return session.change("UPDATE stock SET available = available - 1 WHERE sku = ? AND available > 0", sku)
                            == 0
                    ? refuse("out-of-stock", sku + " is out of stock")
                    : insert(session, orderId, sku, at);
        };
    }

    /** Sets what a count of the shelves found. */
    static Work<Outcome> count(Stock counted) {
        return session ->
                session.change("UPDATE stock SET available = ? WHERE sku = ?", counted.available(), counted.sku()) == 0
                        ? new Outcome.Refused(unknownProduct(counted.sku()))
                        : new Outcome.Done(200, counted.sku(), counted);
    }

    static Problem unknownOrder(String orderId) {
        return Problem.notFound("There is no shipment for order " + orderId + ".");
    }

    static Problem unknownProduct(String sku) {
        return Problem.notFound("There is no product " + sku + ".");
    }

    private static Outcome refuse(String code, String why) {
        return new Outcome.Refused(Problem.of(409, code, why + "; nothing was done."));
    }

    private static Outcome insert(Session session, String orderId, String sku, Instant at) throws SQLException {
        long number = session.number("SELECT coalesce(max(number), 0) + 1 AS n FROM replacement");
        Replacement replacement = new Replacement(Replacement.id(number), orderId, sku, Replacement.SCHEDULED, at);
        session.change(INSERT_REPLACEMENT, columns(replacement));
        return new Outcome.Done(201, replacement.id(), replacement);
    }

    private static Optional<Stock> stock(Session session, String sku) throws SQLException {
        return session.first(
                "SELECT * FROM stock WHERE sku = ?", row -> new Stock(row.text("sku"), row.number("available")), sku);
    }

    private static Optional<Shipment> shipment(Session session, String orderId) throws SQLException {
        return session.first("SELECT * FROM shipment WHERE order_id = ?", Warehouse::shipment, orderId);
    }

    private static Object[] columns(Shipment shipment) {
        return new Object[] {
            shipment.orderId(),
            shipment.status().word(),
            shipment.carrier(),
            shipment.trackingNumber(),
            shipment.expectedDelivery(),
            shipment.shippedAt(),
            shipment.deliveredAt(),
            shipment.firstSku()
        };
    }

    private static Object[] columns(Replacement replacement) {
        return new Object[] {
            replacement.id(), replacement.orderId(), replacement.sku(), replacement.status(), replacement.createdAt()
        };
    }

    private static Shipment shipment(Row row) throws SQLException {
        return new Shipment(
                row.text("order_id"),
                Shipment.Status.of(row.text("status")),
                row.optionalText("carrier"),
                row.optionalText("tracking_number"),
                row.optionalText("expected_delivery").map(LocalDate::parse),
                row.optionalInstant("shipped_at"),
                row.optionalInstant("delivered_at"),
                row.text("first_sku"));
    }

    private static Replacement replacement(Row row) throws SQLException {
        return new Replacement(
                row.text("id"), row.text("order_id"), row.text("sku"), row.text("status"), row.instant("created_at"));
    }
}
