package dev.baton.examples.backoffice.fault;

import dev.baton.examples.backoffice.http.Problem;
import dev.baton.examples.backoffice.http.ProblemException;
import dev.baton.examples.backoffice.http.Request;
import dev.baton.examples.backoffice.http.Response;
import dev.baton.examples.backoffice.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fault switch as HTTP. */
public final class FaultRoutes {
    private final Faults faults;
    private final Set<String> operationIds;

    /**
     * @param faults the faults to switch
     * @param operationIds the operations that there are
     */
    public FaultRoutes(Faults faults, Set<String> operationIds) {
        this.faults = faults;
        this.operationIds = new TreeSet<>(operationIds);
    }

    public List<Route> routes() {
        return List.of(
                Route.control("listFaults", "GET", "/faults", this::list),
                Route.control("clearFaults", "DELETE", "/faults", this::clearAll),
                Route.control("setFault", "PUT", "/faults/{operationId}", this::set),
                Route.control("clearFault", "DELETE", "/faults/{operationId}", this::clear));
    }

    private record Shown(
            String operationId, FaultMode mode, Optional<Long> delayMillis, Object times, Optional<Integer> status) {
        static Shown of(String operationId, Fault fault) {
            long delay = fault.delay().toMillis();
            boolean answersError = fault.mode() == FaultMode.FAIL_BEFORE || fault.mode() == FaultMode.FAIL_AFTER;
            return new Shown(
                    operationId,
                    fault.mode(),
                    delay == 0 ? Optional.empty() : Optional.of(delay),
                    fault.times().<Object>map(n -> n).orElse("always"),
                    answersError ? Optional.of(fault.status()) : Optional.empty());
        }
    }

    private Response list(Request request) {
        return Response.json(
                200,
                faults.active().entrySet().stream()
                        .map(entry -> Shown.of(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private Response set(Request request) {
        String operationId = knownOperation(request);
        Fault fault = Fault.read(request.bodyFields());
        faults.set(operationId, fault);
        return Response.json(200, Shown.of(operationId, fault));
    }

    private Response clear(Request request) {
        faults.clear(knownOperation(request));
        return Response.empty();
    }

    private Response clearAll(Request request) {
        faults.clearAll();
        return Response.empty();
    }

    private String knownOperation(Request request) {
        String operationId = request.path("operationId");
        if (!operationIds.contains(operationId)) {
            throw new ProblemException(Problem.notFound(
                    "There is no operation " + operationId + "; there are " + String.join(", ", operationIds) + "."));
        }
        return operationId;
    }
}
