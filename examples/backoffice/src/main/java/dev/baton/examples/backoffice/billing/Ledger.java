package dev.baton.examples.backoffice.billing;

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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Payments and refunds, in {@code billing.db}. What was paid is known from payments alone, never asked elsewhere. */
public final class Ledger implements ClaimSource {
    private final Database database;

    public Ledger(Database database) {
        this.database = database;
    }

    /** Makes the tables and fills them, in one transaction; refunds are numbered in the order given. */
    public void fill(List<Payment> payments, List<Refund> refunds) {
        database.transaction(session -> {
            Writes.createTables(session, Ledger.class);
            session.changeEach(
                    "INSERT INTO payment VALUES (?, ?, ?, ?, ?, ?, ?)",
                    payments.stream().map(Ledger::columns).toList());
            session.changeEach(
                    "INSERT INTO refund (id, order_id, amount_minor, currency, reason, status, created_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    refunds.stream().map(Ledger::columns).toList());
            return refunds.size();
        });
    }

    List<Payment> payments(Optional<String> orderId) {
        return database.transaction(session -> payments(session, orderId));
    }

    /** Oldest first. */
    List<Refund> refunds(Optional<String> orderId) {
        return database.transaction(session -> session.list(
                "SELECT * FROM refund WHERE (?1 IS NULL OR order_id = ?1) ORDER BY number", Ledger::refund, orderId));
    }

    Optional<Refund> refund(String refundId) {
        return database.transaction(session -> find(session, refundId));
    }

    /** The refunds that stand: a cancelled one gave the customer nothing. */
    @Override
    public List<Claim> claimsOn(List<String> orderIds) {
        return database.transaction(session -> session.list(
                "SELECT id, order_id, created_at FROM refund"
                        + " WHERE status = 'issued' AND order_id IN (SELECT value FROM json_each(?))",
                row -> new Claim(row.text("id"), row.text("order_id"), Claim.Kind.REFUND, row.instant("created_at")),
                Json.text(orderIds)));
    }

    /** Gives money back unless the payment does not allow it. */
    static Work<Outcome> issue(RefundOrder order, Instant at) {
        return session -> {
            Optional<Problem> objection = objection(session, order);
            return objection.isPresent() ? new Outcome.Refused(objection.get()) : insert(session, order, at);
        };
    }

    /** Takes a refund back. */
    static Work<Outcome> cancel(String refundId) {
        return session -> {
            Optional<Refund> refund = find(session, refundId);
            if (refund.isEmpty()) {
                return new Outcome.Refused(unknownRefund(refundId));
            }
            if (session.change("UPDATE refund SET status = 'cancelled' WHERE id = ? AND status = 'issued'", refundId)
                    == 0) {
                return new Outcome.Refused(Problem.of(
                        409, "already-cancelled", "Refund " + refundId + " is already cancelled; nothing was done."));
            }
            return new Outcome.Done(200, refundId, find(session, refundId).orElseThrow());
        };
    }

    static Problem unknownRefund(String refundId) {
        return Problem.notFound("There is no refund " + refundId + ".");
    }

    private static Optional<Problem> objection(Session session, RefundOrder order) throws SQLException {
        List<Payment> payments = payments(session, Optional.of(order.orderId()));
        List<Payment> captured = payments.stream()
                .filter(payment -> payment.status() == Payment.Status.CAPTURED)
                .toList();
        if (payments.isEmpty()) {
            return Optional.of(
                    Problem.notFound("There is no payment for order " + order.orderId() + "; nothing was refunded."));
        }
        if (captured.isEmpty()) {
            return refuse("nothing-captured", "The payment for " + order.orderId() + " was never taken");
        }
        String currency = captured.getFirst().currency();
        if (!currency.equals(order.currency())) {
            return refuse(
                    "wrong-currency",
                    "Order " + order.orderId() + " was paid in " + currency + ", not " + order.currency());
        }
        return amountObjection(session, order, captured);
    }

    private static Optional<Problem> amountObjection(Session session, RefundOrder order, List<Payment> captured)
            throws SQLException {
        if (order.amountMinor() <= 0) {
            return refuse("amount-not-positive", "A refund must be above zero, not " + order.amountMinor());
        }
        long paid = captured.stream().mapToLong(Payment::amountMinor).sum();
        long refunded = session.number(
                "SELECT coalesce(sum(amount_minor), 0) AS n FROM refund WHERE order_id = ? AND status = 'issued'",
                order.orderId());
        long left = paid - refunded;
        if (order.amountMinor() <= left) {
            return Optional.empty();
        }
        String currency = order.currency();
        String state = "of " + paid + " " + currency + " minor units paid, " + refunded + " are already refunded";
        return left == 0
                ? refuse("already-refunded", "Order " + order.orderId() + " is already refunded in full: " + state)
                : refuse(
                        "amount-above-rest",
                        "At most " + left + " can be refunded for order " + order.orderId() + ", not "
                                + order.amountMinor() + ": " + state);
    }

    private static Optional<Problem> refuse(String code, String why) {
        return Optional.of(Problem.of(422, code, why + "; nothing was done."));
    }

    private static Outcome insert(Session session, RefundOrder order, Instant at) throws SQLException {
        long number = session.number("SELECT coalesce(max(number), 0) + 1 AS n FROM refund");
        Refund refund = new Refund(
                Refund.id(number),
                order.orderId(),
                order.amountMinor(),
                order.currency(),
                order.reason(),
                Refund.Status.ISSUED,
                at);
        session.change(
                "INSERT INTO refund (id, order_id, amount_minor, currency, reason, status, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                columns(refund));
        return new Outcome.Done(201, refund.id(), refund);
    }

    private static Optional<Refund> find(Session session, String refundId) throws SQLException {
        return session.first("SELECT * FROM refund WHERE id = ?", Ledger::refund, refundId);
    }

    private static List<Payment> payments(Session session, Optional<String> orderId) throws SQLException {
        return session.list(
                "SELECT * FROM payment WHERE (?1 IS NULL OR order_id = ?1) ORDER BY id", Ledger::payment, orderId);
    }

    private static Object[] columns(Payment payment) {
        return new Object[] {
            payment.id(),
            payment.orderId(),
            payment.amountMinor(),
            payment.currency(),
            payment.method(),
            payment.status().word(),
            payment.paidAt()
        };
    }

    private static Object[] columns(Refund refund) {
        return new Object[] {
            refund.id(),
            refund.orderId(),
            refund.amountMinor(),
            refund.currency(),
            refund.reason(),
            refund.status().word(),
            refund.createdAt()
        };
    }

    private static Payment payment(Row row) throws SQLException {
        return new Payment(
                row.text("id"),
                row.text("order_id"),
                row.number("amount_minor"),
                row.text("currency"),
                row.text("method"),
                Payment.Status.valueOf(row.text("status").toUpperCase(Locale.ROOT)),
                row.instant("paid_at"));
    }

    private static Refund refund(Row row) throws SQLException {
        return new Refund(
                row.text("id"),
                row.text("order_id"),
                row.number("amount_minor"),
                row.text("currency"),
                row.optionalText("reason"),
                Refund.Status.valueOf(row.text("status").toUpperCase(Locale.ROOT)),
                row.instant("created_at"));
    }
}
