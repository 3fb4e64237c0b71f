package dev.baton.examples.backoffice;

import dev.baton.examples.backoffice.billing.BillingRoutes;
import dev.baton.examples.backoffice.billing.Ledger;
import dev.baton.examples.backoffice.crm.CrmRoutes;
import dev.baton.examples.backoffice.crm.CrmTools;
import dev.baton.examples.backoffice.crm.CustomerFile;
import dev.baton.examples.backoffice.diary.Diary;
import dev.baton.examples.backoffice.erp.GeneralLedger;
import dev.baton.examples.backoffice.http.Route;
import dev.baton.examples.backoffice.orders.OrderBook;
import dev.baton.examples.backoffice.orders.OrderRoutes;
import dev.baton.examples.backoffice.sample.Company;
import dev.baton.examples.backoffice.shipping.ShippingRoutes;
import dev.baton.examples.backoffice.shipping.Warehouse;
import dev.baton.examples.backoffice.storage.Database;
import dev.baton.examples.backoffice.storage.Effect;
import dev.baton.examples.backoffice.storage.StorageException;
import dev.baton.examples.backoffice.storage.Writes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The services over their databases, and the few things that one asks of another. */
final class Services implements AutoCloseable {
    private final List<Database> open = new ArrayList<>();
    private final DataDirectory data;

    private final OrderBook orders;
    private final Ledger ledger;
    private final CustomerFile customers;
    private final Warehouse warehouse;
    private final GeneralLedger books;
    private final Diary diary;
    private final Writes billingWrites;
    private final Writes crmWrites;
    private final Writes shippingWrites;

    Services(DataDirectory data, Consumer<String> log) {
        this.data = data;
        this.orders = new OrderBook(open("orders.db"));
        Database billing = open("billing.db");
        this.ledger = new Ledger(billing);
        this.billingWrites = new Writes(billing, log);
        Database crm = open("crm.db");
        this.customers = new CustomerFile(crm);
        this.crmWrites = new Writes(crm, log);
        Database shipping = open("shipping.db");
        this.warehouse = new Warehouse(shipping);
        this.shippingWrites = new Writes(shipping, log);
        this.books = new GeneralLedger(open("erp.db"));
        this.diary = new Diary(open("diary.db"));
        books.prepare();
    }

    void fill(Company company) {
        orders.fill(company.orders(), company.complaints());
        ledger.fill(company.payments(), company.refunds());
        customers.fill(company.customers(), company.notes());
        books.fill(company.payments(), company.refunds());
        warehouse.fill(company.stock(), company.shipments(), company.replacements());
    }

    List<Route> routes(InstantSource clock) {
        return Stream.of(
                        new OrderRoutes(orders, customers, List.of(ledger, warehouse), clock).routes(),
                        new BillingRoutes(ledger, billingWrites, clock).routes(),
                        new CrmRoutes(customers, crmWrites, clock).routes(),
                        new CrmTools(customers, crmWrites, clock).routes(),
                        diary.routes(),
                        new ShippingRoutes(warehouse, shippingWrites, clock).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** Every write executed since the data was generated, oldest first. */
    List<Effect> effects() {
        return Stream.of(billingWrites, crmWrites, shippingWrites)
                .flatMap(writes -> writes.effects().stream())
                .sorted(Comparator.comparing(Effect::at))
                .toList();
    }

    @Override
    public void close() {
        open.forEach(Database::close);
    }

    private Database open(String name) {
        try {
            Database database = Database.open(data.file(name));
            open.add(database);
            return database;
        } catch (StorageException e) {
            close();
            throw e;
        }
    }
}
