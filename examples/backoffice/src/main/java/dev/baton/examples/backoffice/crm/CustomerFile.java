package dev.baton.examples.backoffice.crm;

import dev.baton.examples.backoffice.http.Problem;
import dev.baton.examples.backoffice.orders.CustomerDirectory;
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

/** Customers and the notes about them, in {@code crm.db}. */
public final class CustomerFile implements CustomerDirectory {
    private static final String INSERT_NOTE =
            "INSERT INTO note (id, customer_id, text, reference, created_at) VALUES (?, ?, ?, ?, ?)";

    private final Database database;

    public CustomerFile(Database database) {
        this.database = database;
    }

    /** Makes the tables and fills them, in one transaction; notes are numbered in the order given. */
    public void fill(List<Customer> customers, List<Note> notes) {
        database.transaction(session -> {
            Writes.createTables(session, CustomerFile.class);
            session.changeEach(
                    "INSERT INTO customer VALUES (?, ?, ?, ?, ?, ?, ?)",
                    customers.stream().map(CustomerFile::columns).toList());
            session.changeEach(
                    INSERT_NOTE, notes.stream().map(CustomerFile::columns).toList());
            return notes.size();
        });
    }

    @Override
    public boolean knows(String customerId) {
        return find(customerId).isPresent();
    }

    Optional<Customer> find(String customerId) {
        return database.transaction(session -> find(session, customerId));
    }

    /** Oldest first. */
    List<Note> notes(String customerId) {
        return database.transaction(session -> session.list(
                "SELECT * FROM note WHERE customer_id = ? ORDER BY number", CustomerFile::note, customerId));
    }

    /** Writes a note down, as often as it is asked to. */
    static Work<Outcome> add(NewNote note, Instant at) {
        return session -> find(session, note.customerId()).isPresent()
                ? insert(session, note, at)
                : new Outcome.Refused(unknownCustomer(note.customerId()));
    }

    static Problem unknownCustomer(String customerId) {
        return Problem.notFound("There is no customer " + customerId + ".");
    }

    private static Outcome insert(Session session, NewNote wanted, Instant at) throws SQLException {
        long number = session.number("SELECT coalesce(max(number), 0) + 1 AS n FROM note");
        Note note = new Note(Note.id(number), wanted.customerId(), wanted.text(), wanted.reference(), at);
        session.change(INSERT_NOTE, columns(note));
        return new Outcome.Done(201, note.id(), note);
    }

    private static Optional<Customer> find(Session session, String customerId) throws SQLException {
        return session.first("SELECT * FROM customer WHERE id = ?", CustomerFile::customer, customerId);
    }

    private static Object[] columns(Customer customer) {
        return new Object[] {
            customer.id(),
            customer.name(),
            customer.email(),
            customer.language(),
            customer.city(),
            customer.country(),
            customer.customerSince()
        };
    }

    private static Object[] columns(Note note) {
        return new Object[] {note.id(), note.customerId(), note.text(), note.reference(), note.createdAt()};
    }

    private static Customer customer(Row row) throws SQLException {
        return new Customer(
                row.text("id"),
                row.text("name"),
                row.text("email"),
                row.text("language"),
                row.text("city"),
                row.text("country"),
                LocalDate.parse(row.text("customer_since")));
    }

    private static Note note(Row row) throws SQLException {
        return new Note(
                row.text("id"),
                row.text("customer_id"),
                row.text("text"),
                row.optionalText("reference"),
                row.instant("created_at"));
    }
}
