package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request that is answered with an error, which each binding writes in its own form. */
final class A2aException extends RuntimeException {
    private final A2aError error;
    private final transient Map<String, String> about;
    private final transient List<Problem> problems;
    private final transient Optional<Duration> retryAfter;

    private A2aException(
            A2aError error,
            String message,
            Map<String, String> about,
            List<Problem> problems,
            Optional<Duration> retryAfter) {
        super(message);
        this.error = error;
        this.about = Map.copyOf(about);
        this.problems = List.copyOf(problems);
        this.retryAfter = retryAfter;
    }

    static A2aException of(A2aError error, String message) {
        return new A2aException(error, message, Map.of(), List.of(), Optional.empty());
    }

    /** What is not there, and what is not for the one who asks, which looks the same from outside. */
    static A2aException taskNotFound(String task) {
        return of(A2aError.TASK_NOT_FOUND, "There is no task '" + task + "'.").with("taskId", task);
    }

    static A2aException invalid(String message) {
        return of(A2aError.INVALID_PARAMS, message);
    }

    /** Values that do not fit, each told with its place. */
    static A2aException invalid(String what, List<Problem> problems) {
        var message = problems.size() == 1
                ? what + ": " + problems.getFirst()
                : what + " has " + problems.size() + " problems: "
                        + String.join(
                                "; ", problems.stream().map(Problem::toString).toList());
        return new A2aException(A2aError.INVALID_PARAMS, message, Map.of(), problems, Optional.empty());
    }

    /** This error with something that it is about, for programs. */
    A2aException with(String name, String value) {
        var more = new TreeMap<>(about);
        more.put(name, value);
        return new A2aException(error, message(), more, problems, retryAfter);
    }

    A2aException retryAfter(Duration pause) {
        return new A2aException(error, message(), about, problems, Optional.of(pause));
    }

    A2aError error() {
        return error;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** The details in the form of {@code google.rpc}: the reason, how long to wait, and each value that does not fit. */
    Json.Arr details() {
        var details = new java.util.ArrayList<Json>();
        details.add(typed("ErrorInfo")
                .with("reason", error.name())
                .with("domain", error.domain())
                .with("metadata", metadata()));
        retryAfter.ifPresent(pause -> details.add(typed("RetryInfo")
                .with("retryDelay", Math.max(1, pause.plusMillis(999).toSeconds()) + "s")));
        if (!problems.isEmpty()) {
            details.add(typed("BadRequest")
                    .with(
                            "fieldViolations",
                            Json.array(problems.stream()
                                    .map(A2aException::violation)
                                    .toList())));
        }
        return Json.array(details);
    }

    private Json.Obj metadata() {
        var json = Json.object();
        for (var entry : about.entrySet()) {
            json = json.with(entry.getKey(), entry.getValue());
        }
        return json;
    }

    private static Json.Obj typed(String type) {
        return Json.object("@type", Json.text("type.googleapis.com/google.rpc." + type));
    }

    private static Json.Obj violation(Problem problem) {
        return Json.object("field", Json.text(problem.path())).with("description", problem.message());
    }
}
