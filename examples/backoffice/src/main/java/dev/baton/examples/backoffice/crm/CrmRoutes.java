package dev.baton.examples.backoffice.crm;

import dev.baton.examples.backoffice.http.ProblemException;
import dev.baton.examples.backoffice.http.Request;
import dev.baton.examples.backoffice.http.Response;
import dev.baton.examples.backoffice.http.Route;
import dev.baton.examples.backoffice.storage.WriteRequest;
import dev.baton.examples.backoffice.storage.Writes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The CRM as HTTP. It knows no idempotency key: the same note sent twice is two notes. */
public final class CrmRoutes {
    private final CustomerFile customers;
    private final Writes writes;
    private final InstantSource clock;

    public CrmRoutes(CustomerFile customers, Writes writes, InstantSource clock) {
        this.customers = customers;
        this.writes = writes;
        this.clock = clock;
    }

    public List<Route> routes() {
        String notes = "/crm/customers/{customerId}/notes";
        return List.of(
                Route.document("/crm/openapi.json", CrmRoutes.class),
                Route.operation("getCustomer", "GET", "/crm/customers/{customerId}", this::get),
                Route.operation("listNotes", "GET", notes, this::notes),
                Route.operation("addNote", "POST", notes, this::add));
    }

    private Response get(Request request) {
        return Response.json(200, customer(request));
    }

    private Response notes(Request request) {
        return Response.json(200, customers.notes(customer(request).id()));
    }

    private Response add(Request request) {
        request.queryFields().done();
        NewNote note = NewNote.read(request.path("customerId"), request.bodyFields());
        Instant now = clock.instant();
        WriteRequest write = new WriteRequest("addNote", Optional.empty(), note.reference(), note, now);
        return writes.perform(write, CustomerFile.add(note, now));
    }

    private Customer customer(Request request) {
        request.queryFields().done();
        String customerId = request.path("customerId");
        return customers
                .find(customerId)
                .orElseThrow(() -> new ProblemException(CustomerFile.unknownCustomer(customerId)));
    }
}
