package dev.baton.server.door.chat;

import dev.baton.event.StoreUnavailableException;
import dev.baton.json.Json;
import dev.baton.server.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What goes wrong at this door, in the form in which clients of the API expect it. */
@RestControllerAdvice(assignableTypes = ChatController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ChatErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ChatErrors.class);

    @ExceptionHandler
    ResponseEntity<Json> problem(ProblemException e) {
        var headers = new HttpHeaders();
        e.headers().forEach(headers::set);
        return ResponseEntity.status(e.status()).headers(headers).body(json(e));
    }

    @ExceptionHandler
    ResponseEntity<Json> unreadable(HttpMessageNotReadableException e) {
        return problem(
                e.getCause() instanceof ProblemException told
                        ? told
                        : ProblemException.badRequest("This request needs a JSON object as its body."));
    }

    @ExceptionHandler
    ResponseEntity<Json> storeUnavailable(StoreUnavailableException e) {
        LOG.warn("A request was refused: {}", e.getMessage());
        return problem(ProblemException.of(
                HttpStatus.SERVICE_UNAVAILABLE, "The store accepts nothing at the moment; send the same again later."));
    }

    @ExceptionHandler
    ResponseEntity<Json> anythingElse(Exception e) {
        if (e instanceof ErrorResponse told) {
            var status = HttpStatus.valueOf(told.getStatusCode().value());
            return problem(
                    ProblemException.of(status, String.valueOf(told.getBody().getDetail())));
        }
        LOG.error("A request failed because of a defect", e);
        return problem(ProblemException.of(
                HttpStatus.INTERNAL_SERVER_ERROR, "This failed because of a defect; the server's log has more."));
    }

    static Json.Obj json(ProblemException e) {
        var error = Json.object("message", Json.text(words(e)))
                .with("type", type(e.status()))
                .with("param", Json.Null.INSTANCE)
                .with("code", code(e.status()));
        return Json.object("error", error);
    }

    /** Every problem of a body in one text: the form has no place for a list. */
    private static String words(ProblemException e) {
        var errors = e.toJson().get("errors").map(Json::asArray).orElse(java.util.List.of());
        return errors.size() < 2
                ? e.detail()
                : errors.stream()
                        .map(error -> error.textAt("path").orElse("") + " "
                                + error.textAt("message").orElse(""))
                        .collect(java.util.stream.Collectors.joining("; "));
    }

    private static String type(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case TOO_MANY_REQUESTS -> "rate_limit_error";
            default -> status.is5xxServerError() ? "server_error" : "invalid_request_error";
        };
    }

    private static Json code(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> Json.text("invalid_api_key");
            case NOT_FOUND -> Json.text("model_not_found");
            default -> Json.Null.INSTANCE;
        };
    }
}
