package dev.baton.connect.http;

import dev.baton.connect.source.Words;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.json.JsonSchema;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import dev.baton.tool.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Judges what an exchange means for a tool. For a write the question is only whether it happened: whatever does not
 * prove "done" or "not done" is {@link ToolResult.Unknown}. A read has changed nothing, so it is refused or may be tried
 * again.
 *
 * @param answers the schema of an answer by its status, where the description tells it
 * @param now against which a date in Retry-After is counted
 */
public record Outcome(ToolSpec spec, IntFunction<Optional<JsonSchema>> answers, Instant now) {
    private static final int MOST_VIOLATIONS = 3;

    public ToolResult of(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Answered answer -> of(answer);
            case Exchange.NotSent(var reason) -> new ToolResult.Unavailable(told(reason), Optional.empty());
            case Exchange.Forbidden(var reason) -> refused(Refusal.FORBIDDEN, reason);
            case Exchange.Lost(var reason) -> openEnded(reason, Optional.empty());
        };
    }

    private ToolResult of(Exchange.Answered answer) {
        return switch (answer.status()) {
            case 429, 425 -> new ToolResult.Unavailable(told(said(answer)), RetryAfter.of(answer.headers(), now));
            case 408 -> openEnded(said(answer), RetryAfter.of(answer.headers(), now));
            default ->
                switch (answer.status() / 100) {
                    case 2 -> done(answer);
                    case 4 ->
                        isAboutKey(answer)
                                ? openEnded(said(answer), Optional.empty())
                                : refused(refusal(answer.status()), said(answer));
                    case 5 -> openEnded(said(answer), RetryAfter.of(answer.headers(), now));
                    default ->
                        senseless("answered with status " + answer.status() + redirect(answer)
                                + ", which is not followed");
                };
        };
    }

    private static Refusal refusal(int status) {
        return switch (status) {
            case 404, 410 -> Refusal.NOT_FOUND;
            case 401, 403 -> Refusal.FORBIDDEN;
            case 409, 412 -> Refusal.CONFLICT;
            default -> Refusal.INVALID;
        };
    }

    /**
     * Systems with idempotency keys answer 409 while an earlier request with the same key is still under way (the IETF
     * draft on Idempotency-Key asks for it). That is no refusal: the earlier one may yet be done.
     */
    private boolean isAboutKey(Exchange.Answered answer) {
        return answer.status() == 409
                && spec.idempotency() instanceof Idempotency.Key
                && answer.body() instanceof Exchange.Body.Text(var text)
                && text.toLowerCase(Locale.ROOT).contains("idempoten");
    }

    private ToolResult done(Exchange.Answered answer) {
        return switch (answer.body()) {
            case Exchange.Body.CutOff() -> openEnded("answered, but the answer was cut off", Optional.empty());
            case Exchange.Body.Unreadable(var reason) -> senseless("answered, but the answer " + reason);
            case Exchange.Body.Text(var text)
            when text.isBlank() ->
                answer.status() == 200 ? fitting(answer.status(), Json.object()) : new ToolResult.Done(Json.object());
            case Exchange.Body.Text(var text) -> parsed(answer.status(), text);
        };
    }

    private ToolResult parsed(int status, String text) {
        try {
            return fitting(status, Json.parse(text));
        } catch (JsonException e) {
            return senseless("answered with status " + status + ", but the answer is not JSON");
        }
    }

    private ToolResult fitting(int status, Json result) {
        var violations =
                answers.apply(status).map(schema -> schema.validate(result)).orElse(List.of());
        if (violations.isEmpty()) {
            return new ToolResult.Done(result);
        }
        var some = violations.stream()
                .limit(MOST_VIOLATIONS)
                .map(JsonSchema.Violation::toString)
                .toList();
        return senseless("answered with status " + status + ", but the answer does not fit its own description: "
                + String.join("; ", some));
    }

    /** The call did not end in a way that says what became of it. */
    private ToolResult openEnded(String reason, Optional<Duration> retryAfter) {
        return spec.isWrite()
                ? new ToolResult.Unknown(told(reason))
                : new ToolResult.Unavailable(told(reason), retryAfter);
    }

    /** An answer that nothing can be made of; asking again would bring the same. */
    private ToolResult senseless(String reason) {
        return spec.isWrite() ? new ToolResult.Unknown(told(reason)) : refused(Refusal.INVALID, reason);
    }

    private ToolResult refused(Refusal refusal, String reason) {
        return new ToolResult.Refused(refusal, told(reason));
    }

    private static String said(Exchange.Answered answer) {
        return "answered with status " + answer.status()
                + words(answer.body()).map(words -> ": " + words).orElse("");
    }

    private static Optional<String> words(Exchange.Body body) {
        try {
            return body instanceof Exchange.Body.Text(var text) ? Words.ofProblem(Json.parse(text)) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static String redirect(Exchange.Answered answer) {
        return answer.headers()
                .firstValue("Location")
                .map(location -> " (to " + Words.plain(location.replaceFirst("[?#].*", ""), 200) + ")")
                .orElse("");
    }

    private String told(String reason) {
        return spec.name() + ": " + reason;
    }
}
