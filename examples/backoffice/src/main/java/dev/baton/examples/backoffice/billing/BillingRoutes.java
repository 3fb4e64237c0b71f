package dev.baton.examples.backoffice.billing;

import dev.baton.examples.backoffice.http.ProblemException;
import dev.baton.examples.backoffice.http.QueryFields;
import dev.baton.examples.backoffice.http.Request;
import dev.baton.examples.backoffice.http.Response;
import dev.baton.examples.backoffice.http.Route;
import dev.baton.examples.backoffice.storage.WriteRequest;
import dev.baton.examples.backoffice.storage.Writes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The billing service as HTTP; its writes honour {@code Idempotency-Key}. */
public final class BillingRoutes {
    private final Ledger ledger;
    private final Writes writes;
    private final InstantSource clock;

    public BillingRoutes(Ledger ledger, Writes writes, InstantSource clock) {
        this.ledger = ledger;
        this.writes = writes;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.document("/billing/openapi.json", BillingRoutes.class),
                Route.operation("listPayments", "GET", "/billing/payments", this::payments),
                Route.operation("listRefunds", "GET", "/billing/refunds", this::refunds),
                Route.operation("createRefund", "POST", "/billing/refunds", this::create),
                Route.operation("getRefund", "GET", "/billing/refunds/{refundId}", this::get),
                Route.operation("cancelRefund", "POST", "/billing/refunds/{refundId}/cancel", this::cancel));
    }

    private Response payments(Request request) {
        return Response.json(200, ledger.payments(orderId(request)));
    }

    private Response refunds(Request request) {
        return Response.json(200, ledger.refunds(orderId(request)));
    }

    private Response get(Request request) {
        request.queryFields().done();
        String refundId = request.path("refundId");
        return Response.json(
                200, ledger.refund(refundId).orElseThrow(() -> new ProblemException(Ledger.unknownRefund(refundId))));
    }

    private Response create(Request request) {
        request.queryFields().done();
        RefundOrder order = RefundOrder.read(request.bodyFields());
        Instant now = clock.instant();
        return writes.perform(
                WriteRequest.keyed("createRefund", request.idempotencyKey(), order, now), Ledger.issue(order, now));
    }

    private Response cancel(Request request) {
        request.queryFields().done();
        if (request.content().length > 0) {
            request.bodyFields().done();
        }
        String refundId = request.path("refundId");
        return writes.perform(
                WriteRequest.keyed("cancelRefund", request.idempotencyKey(), refundId, clock.instant()),
                Ledger.cancel(refundId));
    }

    private static Optional<String> orderId(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> orderId = query.text("orderId");
        query.done();
        return orderId;
    }
}
