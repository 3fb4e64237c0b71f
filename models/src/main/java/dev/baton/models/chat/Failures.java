package dev.baton.models.chat;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelException;
import dev.baton.model.ModelException.Kind;
import dev.baton.models.chat.Dialect.Address;
import dev.baton.models.chat.ProviderCall.Trouble;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Says what went wrong with a model, and what to do. What a provider says is quoted in short and without the key. */
final class Failures {
    private static final int LONGEST_QUOTE = 300;
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final ModelDefinition definition;
    private final Address address;

    Failures(ModelDefinition definition, Address address) {
        this.definition = definition;
        this.address = address;
    }

    ModelException told(Noticed.Failure failure) {
        return of(failure.kind(), "broke off" + quoted(failure.message()));
    }

    ModelException of(Kind kind, String what) {
        return new ModelException(kind, who() + " " + what);
    }

    ModelException of(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Refused refused -> refused(refused);
            case Trouble.TooSlow() ->
                of(
                        Kind.TIMED_OUT,
                        "did not answer in time (" + words(definition.firstByte()) + " without a sign of it, or "
                                + words(definition.timeout()) + " in all; 'firstByte' and 'timeout' of the model)");
            case Trouble.TooLarge() -> of(Kind.MALFORMED, "answered far more than anybody can read");
            case Trouble.Unreachable() ->
                of(Kind.UNAVAILABLE, "cannot be reached; is it running, and is the 'url' right?");
            case Trouble.Broken() -> of(Kind.CUT_OFF, "ended its answer in the middle");
            case Trouble.Interrupted() -> of(Kind.CUT_OFF, "was interrupted");
            case Trouble.Unreadable ignored -> of(Kind.MALFORMED, "answered what is not its format");
        };
    }

    private ModelException refused(Trouble.Refused refused) {
        var status = refused.status();
        var kind = switch (status) {
            case 401, 403 -> Kind.UNAUTHORIZED;
            case 408, 504 -> Kind.TIMED_OUT;
            case 429 -> Kind.RATE_LIMITED;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.INVALID;
        };
        var said = quoted(message(refused.body()));
        var what = switch (kind) {
            case UNAUTHORIZED -> unauthorized(status);
            case RATE_LIMITED -> "takes no more calls at the moment (429)" + said;
            case UNAVAILABLE -> "has an error of its own (" + status + ")" + said;
            case TIMED_OUT -> "took too long by its own account (" + status + ")" + said;
            case INVALID ->
                "does not take this request (" + status + ")" + said
                        + (status == 404 ? "; check 'url' and 'model'" : "");
            case CUT_OFF, MALFORMED, OVER_BUDGET -> "answered " + status;
        };
        return new ModelException(kind, who() + " " + what, retryAfter(refused.headers()));
    }

    private String unauthorized(int status) {
        return definition
                .keyName()
                .map(name -> "does not take the key in " + name + " (" + status + "); check that variable, and that the"
                        + " key may use " + definition.model())
                .orElse("wants a key (" + status
                        + "); give the model a 'key: \"${secret.NAME}\"' and set that variable");
    }

    private String who() {
        return "the model '" + definition.name() + "' at " + host(address.url());
    }

    /** Host and port of an address, which say enough and hold no secret. */
    static String host(String url) {
        try {
            var uri = URI.create(url);
            return uri.getHost() == null
                    ? "its address"
                    : uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return "its address";
        }
    }

    private static String message(String body) {
        try {
            var json = Json.parse(body);
            var error = json.get("error").orElse(json);
            return error.textAt("message").or(error::asText).orElse("");
        } catch (JsonException e) {
            return "";
        }
    }

    private String quoted(String text) {
        var clean = text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        if (!address.key().isEmpty()) {
            clean = clean.replace(address.key(), "(the key)");
        }
        var cut = clean.length() > LONGEST_QUOTE ? clean.substring(0, LONGEST_QUOTE) + "…" : clean;
        return cut.isEmpty() ? "" : ": \"" + cut + "\"";
    }

    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(value -> value.matches("\\d{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                        : date(value))
                .map(pause -> pause.isNegative() ? Duration.ZERO : pause)
                .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    private static Optional<Duration> date(String value) {
        try {
            var until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(Instant.now(), until.toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String words(Duration duration) {
        return duration.toMillis() < 1000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
