package dev.baton.examples.backoffice.orders;

import dev.baton.examples.backoffice.http.Problem;
import dev.baton.examples.backoffice.http.ProblemException;
import dev.baton.examples.backoffice.http.QueryFields;
import dev.baton.examples.backoffice.http.Request;
import dev.baton.examples.backoffice.http.Response;
import dev.baton.examples.backoffice.http.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The orders service as HTTP; it only reads. */
public final class OrderRoutes {
    private static final int DEFAULT_LIMIT = 20;
    private static final int LARGEST_LIMIT = 200;
    private static final int DEFAULT_DAYS = 90;
    private static final int MOST_DAYS = 3650;

    private final OrderBook orders;
    private final CustomerDirectory customers;
    private final List<ClaimSource> claimSources;
    private final InstantSource clock;

    /**
     * @param customers tells whether a customer exists
     * @param claimSources the services whose records count as claims besides complaints
     */
    public OrderRoutes(
            OrderBook orders, CustomerDirectory customers, List<ClaimSource> claimSources, InstantSource clock) {
        this.orders = orders;
        this.customers = customers;
        this.claimSources = List.copyOf(claimSources);
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.document("/orders/openapi.json", OrderRoutes.class),
                Route.operation("listOrders", "GET", "/orders", this::list),
                Route.operation("getOrder", "GET", "/orders/{orderId}", this::get),
                Route.operation("listClaims", "GET", "/orders/customers/{customerId}/claims", this::claims));
    }

    private record Claims(int count, List<Claim> claims) {}

    private Response list(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> customerId = query.text("customerId");
        Optional<OrderStatus> status = query.word("status", OrderStatus.words());
        int limit = query.number("limit", DEFAULT_LIMIT, 1, LARGEST_LIMIT);
        query.done();
        return Response.json(200, orders.list(customerId, status, limit));
    }

    private Response get(Request request) {
        request.queryFields().done();
        String orderId = request.path("orderId");
        Order order = orders.find(orderId)
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no order " + orderId + ".")));
        return Response.json(200, order);
    }

    private Response claims(Request request) {
        QueryFields query = request.queryFields();
        int days = query.number("days", DEFAULT_DAYS, 1, MOST_DAYS);
        query.done();
        String customerId = request.path("customerId");
        if (!customers.knows(customerId)) {
            throw new ProblemException(Problem.notFound("There is no customer " + customerId + "."));
        }
        List<Claim> claims = claimsSince(clock.instant().minus(Duration.ofDays(days)), customerId);
        return Response.json(200, new Claims(claims.size(), claims));
    }

    private List<Claim> claimsSince(Instant since, String customerId) {
        List<String> orderIds = orders.orderIdsOf(customerId);
        Stream<Claim> settledElsewhere = claimSources.stream().flatMap(source -> source.claimsOn(orderIds).stream());
        return Stream.concat(orders.complaintsOf(customerId).stream(), settledElsewhere)
                .filter(claim -> !claim.at().isBefore(since))
                .sorted(Comparator.comparing(Claim::at).reversed().thenComparing(Claim::id))
                .toList();
    }
}
