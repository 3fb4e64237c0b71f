package dev.baton.examples.backoffice.shipping;

import dev.baton.examples.backoffice.http.BodyFields;
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

/** The shipping service as HTTP; its writes honour {@code Idempotency-Key}. */
public final class ShippingRoutes {
    private static final int LONGEST_ID = 50;
    private static final long MOST_PIECES = 1_000_000;

    private final Warehouse warehouse;
    private final Writes writes;
    private final InstantSource clock;

    public ShippingRoutes(Warehouse warehouse, Writes writes, InstantSource clock) {
        this.warehouse = warehouse;
        this.writes = writes;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.document("/shipping/openapi.json", ShippingRoutes.class),
                Route.operation("getStock", "GET", "/shipping/stock/{sku}", this::stock),
                Route.operation("setStock", "PUT", "/shipping/stock/{sku}", this::setStock),
                Route.operation("listReplacements", "GET", "/shipping/replacements", this::replacements),
                Route.operation("createReplacement", "POST", "/shipping/replacements", this::create),
                Route.operation("getShipment", "GET", "/shipping/shipments/{orderId}", this::shipment));
    }

    private Response stock(Request request) {
        request.queryFields().done();
        String sku = request.path("sku");
        return Response.json(
                200, warehouse.stock(sku).orElseThrow(() -> new ProblemException(Warehouse.unknownProduct(sku))));
    }

    private Response setStock(Request request) {
        request.queryFields().done();
        Stock counted = readStock(request.path("sku"), request.bodyFields());
        return writes.perform(
                WriteRequest.keyed("setStock", request.idempotencyKey(), counted, clock.instant()),
                Warehouse.count(counted));
    }

    private Response replacements(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> orderId = query.text("orderId");
        query.done();
        return Response.json(200, warehouse.replacements(orderId));
    }

    private Response create(Request request) {
        request.queryFields().done();
        BodyFields fields = request.bodyFields();
        String orderId = fields.text("orderId", LONGEST_ID);
        fields.done();
        Instant now = clock.instant();
        return writes.perform(
                WriteRequest.keyed("createReplacement", request.idempotencyKey(), orderId, now),
                Warehouse.replace(orderId, now));
    }

    private Response shipment(Request request) {
        request.queryFields().done();
        String orderId = request.path("orderId");
        return Response.json(
                200,
                warehouse.shipment(orderId).orElseThrow(() -> new ProblemException(Warehouse.unknownOrder(orderId))));
    }

    private static Stock readStock(String sku, BodyFields fields) {
        long available = fields.number("available", 0, MOST_PIECES);
        fields.done();
        return new Stock(sku, available);
    }
}
