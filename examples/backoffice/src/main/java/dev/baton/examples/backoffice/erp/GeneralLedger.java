package dev.baton.examples.backoffice.erp;

import dev.baton.examples.backoffice.billing.Payment;
import dev.baton.examples.backoffice.billing.Refund;
import dev.baton.examples.backoffice.http.Resources;
import dev.baton.examples.backoffice.storage.Database;
import dev.baton.examples.backoffice.storage.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** The accounts and what was posted to them, in {@code erp.db}. It has no API: whoever may, opens the file. */
public final class GeneralLedger {
    private static final int BANK = 1000;
    private static final int SALES = 4000;
    private static final int REFUNDS = 4900;
    private static final List<Object[]> ACCOUNTS = List.of(
            new Object[] {BANK, "Bank", "asset"},
            new Object[] {1800, "Accruals", "liability"},
            new Object[] {SALES, "Sales", "income"},
            new Object[] {REFUNDS, "Refunds to customers", "expense"});

    private final Database database;

    public GeneralLedger(Database database) {
        this.database = database;
    }

    /** Makes the accounts where there are none yet, as in data from before there was an ERP. */
    public void prepare() {
        database.transaction(session -> {
            if (session.number("SELECT count(*) AS n FROM sqlite_master WHERE name = 'account'") == 0) {
                createTables(session);
            }
            return true;
        });
    }

    /** Posts what was paid and paid back. */
    public void fill(List<Payment> payments, List<Refund> refunds) {
        prepare();
        var rows = Stream.concat(
                        payments.stream()
                                .filter(payment -> payment.status() == Payment.Status.CAPTURED)
                                .map(payment -> posting(
                                        payment.paidAt(),
                                        BANK,
                                        SALES,
                                        payment.amountMinor(),
                                        payment.currency(),
                                        "Order " + payment.orderId())),
                        refunds.stream()
                                .map(refund -> posting(
                                        refund.createdAt(),
                                        REFUNDS,
                                        BANK,
                                        refund.amountMinor(),
                                        refund.currency(),
                                        "Refund " + refund.id())))
                .toList();
        database.transaction(session -> {
            session.changeEach(
                    "INSERT INTO posting (booked_on, debit, credit, amount_minor, currency, text)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    rows);
            return rows.size();
        });
    }

    private static void createTables(Session session) throws SQLException {
        var script = new String(Resources.bytes(GeneralLedger.class, "schema.sql"), StandardCharsets.UTF_8);
        for (var statement : script.split(";")) {
            session.change(statement);
        }
        session.changeEach("INSERT INTO account (number, name, kind) VALUES (?, ?, ?)", ACCOUNTS);
    }

    private static Object[] posting(Instant at, int debit, int credit, long amount, String currency, String text) {
        return new Object[] {LocalDate.ofInstant(at, ZoneOffset.UTC), debit, credit, amount, currency, text};
    }
}
