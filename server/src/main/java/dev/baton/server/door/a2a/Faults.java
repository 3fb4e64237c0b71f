package dev.baton.server.door.a2a;

import dev.baton.event.StoreUnavailableException;
import dev.baton.server.http.ProblemException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong on the way to an answer, as an error of the protocol that tells nothing about our insides. */
record Faults(A2aException error, Map<String, String> headers) {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    static Faults of(Exception e) {
        return switch (e) {
            case A2aException told -> new Faults(told, Map.of());
            case ProblemException problem ->
                new Faults(A2aException.of(A2aError.of(problem.status().value()), problem.detail()), problem.headers());
            case StoreUnavailableException ignored -> {
                LOG.warn("A request was refused: {}", e.getMessage());
                yield new Faults(
                        A2aException.of(
                                        A2aError.UNAVAILABLE,
                                        "The store accepts nothing at the moment. Send the same message again later,"
                                                + " with the same messageId, so that nothing is started twice.")
                                .retryAfter(PAUSE),
                        Map.of());
            }
            case InterruptedException ignored -> {
                Thread.currentThread().interrupt();
                yield new Faults(
                        A2aException.of(A2aError.UNAVAILABLE, "The server is shutting down; ask again.")
                                .retryAfter(PAUSE),
                        Map.of());
            }
            case Exception other -> {
                LOG.error("A request failed because of a defect", other);
                yield new Faults(
                        A2aException.of(
                                A2aError.INTERNAL, "This failed because of a defect; the server's log has more."),
                        Map.of());
            }
        };
    }
}
