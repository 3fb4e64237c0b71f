package dev.baton.connect.openapi;

import dev.baton.connect.http.Outgoing;
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
 * @param body what the operation takes as a body, if anything
 * @param followed whether redirects are, for reads by GET
 */
record RequestWriter(
        String method,
        PathTemplate address,
        List<Argument> arguments,
        Optional<Operation.Body> body,
        boolean followed) {
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
            case PATH ->
                value instanceof Json.Null ? Optional.of("is null") : PathTemplate.objection(inPathOrHeader(value));
            case HEADER ->
                inPathOrHeader(value).chars().allMatch(c -> c >= ' ' && c < 0x7f)
                        ? Optional.empty()
                        : Optional.of("holds characters that a header cannot carry");
            case QUERY, FIELD, BODY -> Optional.empty();
        };
    }

    /** @param given headers to send besides those among the arguments */
    Outgoing write(Json.Obj args, Map<String, String> given, Duration timeout) {
        var headers = new LinkedHashMap<>(given);
        headers.put("Accept", "application/json, application/problem+json, */*;q=0.5");
        in(Place.HEADER)
                .forEach(argument -> args.member(argument.name())
                        .filter(value -> !(value instanceof Json.Null))
                        .ifPresent(value -> headers.put(argument.wireName(), inPathOrHeader(value))));
        var json = json(args);
        json.ifPresent(sent -> body.ifPresent(form -> headers.put("Content-Type", form.mediaType())));
        return new Outgoing(
                method, uri(args), headers, json.map(Json::write), Optional.empty(), timeout, LARGEST_ANSWER, followed);
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

    private Optional<Json> json(Json.Obj args) {
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
        return fields.isEmpty() && !body.map(Operation.Body::required).orElse(false)
                ? Optional.empty()
                : Optional.of(new Json.Obj(fields));
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
