package dev.baton.examples.backoffice.fault;

import dev.baton.examples.backoffice.http.Interference;
import dev.baton.examples.backoffice.http.Problem;
import dev.baton.examples.backoffice.http.Reply;
import dev.baton.examples.backoffice.http.Reply.Answered;
import dev.baton.examples.backoffice.http.Reply.Dropped;
import dev.baton.examples.backoffice.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The faults that are switched on, at most one per operation. They are forgotten when the process ends. */
public final class Faults implements Interference {
    private final Map<String, Fault> byOperation = new ConcurrentHashMap<>();

    void set(String operationId, Fault fault) {
        byOperation.put(operationId, fault);
    }

    void clear(String operationId) {
        byOperation.remove(operationId);
    }

    void clearAll() {
        byOperation.clear();
    }

    Map<String, Fault> active() {
        return new TreeMap<>(byOperation);
    }

    @Override
    public Reply around(String operationId, Supplier<Response> handling) {
        return take(operationId)
                .map(fault -> hit(operationId, fault, handling))
                .orElseGet(() -> new Answered(handling.get()));
    }

    private Reply hit(String operationId, Fault fault, Supplier<Response> handling) {
        return switch (fault.mode()) {
            case DELAY -> {
                pause(fault.delay());
                yield new Answered(handling.get());
            }
            case FAIL_BEFORE -> {
                pause(fault.delay());
                yield new Answered(failure(operationId, fault));
            }
            case FAIL_AFTER -> {
                Response _ = handling.get(); // done, and never told
                pause(fault.delay());
                yield new Answered(failure(operationId, fault));
            }
            case DROP_AFTER -> {
                Response _ = handling.get(); // done, and never told
                pause(fault.delay());
                yield new Dropped();
            }
        };
    }

    /** Counts one hit atomically, so that {@code times: 1} hits exactly one of many concurrent requests. */
    private Optional<Fault> take(String operationId) {
        Fault[] taken = new Fault[1];
        byOperation.computeIfPresent(operationId, (_, fault) -> {
            taken[0] = fault;
            return fault.afterOneHit().orElse(null);
        });
        return Optional.ofNullable(taken[0]);
    }

    private static Response failure(String operationId, Fault fault) {
        String detail = "A fault is switched on for " + operationId + "; whether it was done is not told.";
        return Problem.of(fault.status(), "fault", detail).response();
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the process is closing: answer at once
        }
    }
}
