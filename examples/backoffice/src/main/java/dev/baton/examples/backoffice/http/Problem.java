package dev.baton.examples.backoffice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A refusal in the form of RFC 9457.
 *
 * @param title the meaning of the status, the same for every problem with that status
 * @param status the HTTP status
 * @param code a stable word for programs, such as {@code out-of-stock}
 * @param detail what happened to which record and what to do, for people
 * @param errors the fields that were wrong, empty when the problem is not about input
 */
public record Problem(
        String title,
        int status,
        String code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem that is not about single fields. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(titleOf(status), status, code, detail, List.of());
    }

    /** 400: the request could not be understood; each wrong field is named. */
    public static Problem badInput(String detail, List<FieldError> errors) {
        return new Problem(titleOf(400), 400, "bad-input", detail, errors);
    }

    /** 404: there is no such record. */
    public static Problem notFound(String detail) {
        return of(404, "not-found", detail);
    }

    /** The answer that carries this problem. */
    public Response response() {
        return Response.of(status, "application/problem+json", Json.bytes(this));
    }

    private static String titleOf(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Unauthorized";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 409 -> "Conflict";
            case 413 -> "Content too large";
            case 415 -> "Unsupported media type";
            case 422 -> "Unprocessable content";
            case 503 -> "Service unavailable";
            default -> status < 500 ? "Request refused" : "Server error";
        };
    }
}
