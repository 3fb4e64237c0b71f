package dev.baton.server.http;

import dev.baton.event.StoreUnavailableException;
import dev.baton.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers everything that goes wrong as a problem (RFC 9457) that says what to do, and nothing about our insides. */
@RestControllerAdvice
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    static Json.Obj json(HttpStatus status, String detail, Json.Obj more) {
        var problem = Json.object()
                .with("type", "about:blank")
                .with("title", status.getReasonPhrase())
                .with("status", Json.number(status.value()))
                .with("detail", detail);
        for (var member : more.members().entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return problem;
    }

    /** For filters, which come before any converter. */
    public static void write(HttpServletResponse response, ProblemException problem) throws IOException {
        response.setStatus(problem.status().value());
        problem.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(problem.toJson().write().getBytes(StandardCharsets.UTF_8));
    }

    @ExceptionHandler
    ResponseEntity<Json> problem(ProblemException e) {
        var headers = new HttpHeaders();
        e.headers().forEach(headers::set);
        return answer(e.status(), e.toJson(), headers);
    }

    @ExceptionHandler
    ResponseEntity<Json> noSuchPath(NoResourceFoundException e, HttpServletRequest request) {
        return problem(ProblemException.notFound("There is nothing at " + request.getRequestURI() + "."));
    }

    @ExceptionHandler
    ResponseEntity<Json> unreadable(HttpMessageNotReadableException e) {
        return problem(
                e.getCause() instanceof ProblemException told
                        ? told
                        : ProblemException.badRequest("This request needs a JSON object as its body."));
    }

    @ExceptionHandler
    ResponseEntity<Json> wrongParameter(MethodArgumentTypeMismatchException e) {
        return problem(ProblemException.badRequest("'" + e.getValue() + "' is not a value for " + e.getName() + "."));
    }

    @ExceptionHandler
    ResponseEntity<Json> storeUnavailable(StoreUnavailableException e) {
        LOG.warn("A request was refused: {}", e.getMessage());
        return problem(ProblemException.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The store accepts nothing at the moment; see /actuator/health for why. Ask again later, with the same"
                        + " Idempotency-Key if there was one, so that nothing is started twice."));
    }

    @ExceptionHandler
    ResponseEntity<Json> interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return problem(ProblemException.of(HttpStatus.SERVICE_UNAVAILABLE, "The server is shutting down; ask again."));
    }

    /** Nobody is there any more to be told. */
    @ExceptionHandler
    void clientHasGone(AsyncRequestNotUsableException e) {
        LOG.debug("A client has gone before its answer", e);
    }

    @ExceptionHandler
    ResponseEntity<Json> anythingElse(Exception e) {
        if (e instanceof ErrorResponse told) {
            return spring(told);
        }
        LOG.error("A request failed because of a defect", e);
        return problem(ProblemException.of(
                HttpStatus.INTERNAL_SERVER_ERROR, "This failed because of a defect; the server's log has more."));
    }

    /** What Spring itself refuses, such as a wrong method or content type, with the headers that belong to it. */
    private static ResponseEntity<Json> spring(ErrorResponse told) {
        var body = told.getBody();
        var status = HttpStatus.valueOf(told.getStatusCode().value());
        var detail = body.getDetail() == null ? status.getReasonPhrase() : body.getDetail();
        return answer(status, json(status, detail, Json.object()), told.getHeaders());
    }

    private static ResponseEntity<Json> answer(HttpStatusCode status, Json problem, HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
