package dev.baton.server.http;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.json.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A request that is answered with a problem (RFC 9457). The message is its {@code detail}. */
public final class ProblemException extends RuntimeException {
    private final HttpStatus status;
    private final transient Json.Obj more;
    private final transient Map<String, String> headers;

    private ProblemException(HttpStatus status, String detail, Json.Obj more, Map<String, String> headers) {
        super(detail);
        this.status = status;
        this.more = more;
        this.headers = headers;
    }

    public static ProblemException of(HttpStatus status, String detail) {
        return new ProblemException(status, detail, Json.object(), Map.of());
    }

    public static ProblemException notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, detail);
    }

    public static ProblemException forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, detail);
    }

    public static ProblemException conflict(String detail) {
        return of(HttpStatus.CONFLICT, detail);
    }

    public static ProblemException badRequest(String detail) {
        return of(HttpStatus.BAD_REQUEST, detail);
    }

    /** A document with problems; each is told with its path. */
    public static ProblemException invalid(String what, List<Problem> problems) {
        var detail = problems.size() == 1
                ? what + ": " + problems.getFirst()
                : what + " has " + problems.size() + " problems; see errors";
        return badRequest(detail)
                .with(
                        "errors",
                        Json.array(problems.stream().map(JsonMapping::toJson).toList()));
    }

    /** Ends the reading of a request body: unknown members and everything found so far are told. */
    public static void unlessSound(Fields body) {
        body.end();
        if (!body.sound()) {
            throw invalid("the request body", body.problems());
        }
    }

    /** This problem with an extension member. */
    public ProblemException with(String name, Json value) {
        return new ProblemException(status, detail(), more.with(name, value), headers);
    }

    public ProblemException with(String name, String value) {
        return with(name, Json.text(value));
    }

    /** This problem with a time after which the same request may succeed. */
    public ProblemException retryAfter(Duration pause) {
        // whole seconds, rounded up: coming back a moment too early would be refused again
        return header(HttpHeaders.RETRY_AFTER, Long.toString((pause.toMillis() + 999) / 1000));
    }

    /** This problem with a header of its answer. */
    public ProblemException header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new ProblemException(status, detail(), more, all);
    }

    public Map<String, String> headers() {
        return headers;
    }

    public HttpStatus status() {
        return status;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Json.Obj toJson() {
        return Problems.json(status, detail(), more);
    }
}
