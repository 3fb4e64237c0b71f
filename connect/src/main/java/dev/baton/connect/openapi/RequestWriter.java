package dev.baton.connect.openapi;

import dev.baton.connect.http.BearerToken;
import dev.baton.connect.http.Outgoing;
import dev.baton.connect.http.Outgoing.Redirects;
import dev.baton.connect.openapi.Argument.Place;
import dev.baton.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the request for given arguments.
 *
 * @param bodyRequired whether an object is sent even when none of its members is given
 */
record RequestWriter(
        String method, PathTemplate address, List<Argument> arguments, boolean bodyRequired, Redirects redirects) {
    private static final int LARGEST_ANSWER = 4 << 20;

    /** What is wrong with arguments that fit the schema but cannot be sent, naming the argument. */
    Optional<String> objection(Json.Obj args) {
        return arguments.stream()
                .flatMap(argument -> args.member(argument.name()).stream()
                        .flatMap(value -> objection(argument, value).stream())
                        .map(reason -> argument.name() + " " + reason))
                .findFirst()
                .or(() -> PathTemplate.objection(uri(args).getPath().substring(1))
                        .map(reason -> "the path, once filled, " + reason));
    }

    private static Optional<String> objection(Argument argument, Json value) {
        return switch (argument.place()) {
            case PATH -> PathTemplate.objection(inPathOrHeader(value));
            case HEADER ->
                inPathOrHeader(value).chars().allMatch(c -> c >= ' ' && c < 0x7f)
                        ? Optional.empty()
                        : Optional.of("holds characters that a header cannot carry");
            case QUERY, FIELD, BODY -> Optional.empty();
        };
    }

    /** @param headers to send besides those among the arguments */
    Outgoing write(Json.Obj args, Map<String, String> headers, Optional<BearerToken> token, Duration timeout) {
        headers.put("Accept", "application/json, application/problem+json;q=0.9");
        in(Place.HEADER)
                .forEach(argument -> args.member(argument.name())
                        .filter(value -> !(value instanceof Json.Null))
                        .ifPresent(value -> headers.put(argument.wireName(), inPathOrHeader(value))));
        return new Outgoing(
                method, uri(args), headers, body(args).map(Json::write), token, timeout, LARGEST_ANSWER, redirects);
    }

    private URI uri(Json.Obj args) {
        var values = in(Place.PATH).stream()
                .collect(Collectors.toMap(
                        Argument::wireName, argument -> Encoding.joined(argument, given(args, argument))));
        var query = in(Place.QUERY).stream()
                .flatMap(argument -> Encoding.query(argument, given(args, argument)).stream())
                .collect(Collectors.joining("&"));
        return URI.create(address.filled(values) + (query.isEmpty() ? "" : "?" + query));
    }

    private Optional<Json> body(Json.Obj args) {
        var whole = in(Place.BODY).stream()
                .flatMap(argument -> args.member(argument.name()).stream())
                .findFirst();
        if (whole.isPresent()) {
            return whole;
        }
        var fields = new LinkedHashMap<String, Json>();
        in(Place.FIELD)
                .forEach(argument ->
                        args.member(argument.name()).ifPresent(value -> fields.put(argument.wireName(), value)));
        return fields.isEmpty() && !bodyRequired ? Optional.empty() : Optional.of(new Json.Obj(fields));
    }

    private static String inPathOrHeader(Json value) {
        return value instanceof Json.Arr array
                ? array.items().stream().map(Encoding::plain).collect(Collectors.joining(","))
                : Encoding.plain(value);
    }

    private List<Argument> in(Place place) {
        return arguments.stream().filter(argument -> argument.place() == place).toList();
    }

    private static Json given(Json.Obj args, Argument argument) {
        return args.member(argument.name()).orElse(Json.Null.INSTANCE);
    }
}
