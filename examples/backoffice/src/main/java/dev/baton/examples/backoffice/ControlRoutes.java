package dev.baton.examples.backoffice;

import dev.baton.examples.backoffice.http.Request;
import dev.baton.examples.backoffice.http.Response;
import dev.baton.examples.backoffice.http.Route;
import dev.baton.examples.backoffice.storage.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the process tells about itself: that it is up, and which writes it really executed. */
final class ControlRoutes {
    private final Origin origin;
    private final List<String> writeOperations;
    private final Supplier<List<Effect>> effects;

    ControlRoutes(Origin origin, List<String> writeOperations, Supplier<List<Effect>> effects) {
        this.origin = origin;
        this.writeOperations = List.copyOf(writeOperations);
        this.effects = effects;
    }

    List<Route> routes() {
        return List.of(
                Route.open("health", "/health", this::health),
                Route.control("listEffects", "GET", "/effects", this::effects));
    }

    private record Health(String status, long seed, Instant start) {}

    private record Effects(Map<String, Long> counts, List<Effect> effects) {}

    private Response health(Request request) {
        return Response.json(200, new Health("up", origin.seed(), origin.start()));
    }

    private Response effects(Request request) {
        List<Effect> executed = effects.get();
        Map<String, Long> counts = new TreeMap<>();
        writeOperations.forEach(operation -> counts.put(operation, 0L));
        executed.forEach(effect -> counts.merge(effect.operation(), 1L, Long::sum));
        return Response.json(200, new Effects(counts, executed));
    }
}
