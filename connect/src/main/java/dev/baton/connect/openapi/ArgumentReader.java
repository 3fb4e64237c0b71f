package dev.baton.connect.openapi;

import dev.baton.connect.http.HeaderNames;
import dev.baton.connect.openapi.Argument.Place;
import dev.baton.connect.openapi.Argument.Style;
import dev.baton.connect.source.Words;
import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out what an operation takes: its parameters and the members of its JSON body, merged into one flat list. Where
 * a name occurs twice, paths come before queries, headers and the body, and the later one is called {@code body_name}.
 */
final class ArgumentReader {
    /** Words of a body's schema that would be lost if its members were taken apart. */
    private static final Set<String> KEEP_WHOLE = Set.of("oneOf", "anyOf", "allOf", "not", "if", "patternProperties");

    private final ApiDocument document;
    private final Operation operation;
    private final Optional<String> keyHeader;
    private final SchemaReader schemas;

    /** @param keyHeader the header that carries the idempotency key, if one does */
    ArgumentReader(ApiDocument document, Operation operation, Optional<String> keyHeader) {
        this.document = document;
        this.operation = operation;
        this.keyHeader = keyHeader;
        this.schemas = new SchemaReader(document, SchemaReader.Direction.REQUEST);
    }

    List<Argument> read() throws DescriptionException {
        var found = new ArrayList<Argument>();
        for (var parameter : parameters()) {
            argument(parameter).ifPresent(found::add);
        }
        found.sort(Comparator.comparing(Argument::place));
        found.addAll(body());
        return distinct(found);
    }

    /** Those of the operation and, unless it has its own of that name and place, those of its path. */
    private List<Json.Obj> parameters() throws DescriptionException {
        var byPlaceAndName = new LinkedHashMap<String, Json.Obj>();
        for (var holder : List.of(operation.item(), operation.node())) {
            if (holder.get("parameters").orElse(Json.array()) instanceof Json.Arr parameters) {
                for (var parameter : parameters.items()) {
                    var resolved = document.resolved(parameter);
                    byPlaceAndName.put(resolved.textAt("in") + "/" + resolved.textAt("name"), resolved.asObject());
                }
            }
        }
        return List.copyOf(byPlaceAndName.values());
    }

    private Optional<Argument> argument(Json.Obj parameter) throws DescriptionException {
        var name = parameter.textAt("name").orElse("");
        var required = isTrue(parameter, "required");
        return switch (parameter.textAt("in").orElse("")) {
            case "path" -> Optional.of(argument(Place.PATH, name, true, parameter));
            case "query" -> Optional.of(argument(Place.QUERY, name, required, parameter));
            case "header" -> header(name, required, parameter);
            default -> {
                if (required) {
                    throw new DescriptionException("the operation requires '" + Words.plain(name, 80) + "' as a "
                            + Words.plain(parameter.textAt("in").orElse("?"), 20)
                            + "; path, query, header and JSON body are supported");
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<Argument> header(String name, boolean required, Json.Obj parameter) throws DescriptionException {
        var carriesKey = keyHeader.filter(name::equalsIgnoreCase).isPresent();
        var isKey = name.equalsIgnoreCase("Idempotency-Key");
        if (isKey && required && !carriesKey) {
            throw new DescriptionException("the operation requires the header " + name
                    + "; declare 'idempotency: {key: " + name + ", validFor: ...}' for the tool");
        }
        if (isKey || carriesKey || HeaderNames.isOwn(name) || isCredential(name)) {
            return Optional.empty();
        }
        checkName(name);
        return Optional.of(argument(Place.HEADER, name, required, parameter));
    }

    /** A header that a security scheme of the description names is for credentials, wherever else it is listed. */
    private boolean isCredential(String header) throws DescriptionException {
        var schemes = document.resolved(document.root().get("components").orElse(Json.object()))
                .get("securitySchemes")
                .orElse(Json.object());
        return schemes instanceof Json.Obj byName
                && byName.members().values().stream()
                        .filter(scheme -> scheme.textAt("in").equals(Optional.of("header")))
                        .anyMatch(scheme -> scheme.textAt("name")
                                .filter(header::equalsIgnoreCase)
                                .isPresent());
    }

    private Argument argument(Place place, String name, boolean required, Json.Obj parameter)
            throws DescriptionException {
        var content = MediaTypes.json(parameter).map(MediaTypes.Form::schema);
        var schema = schemas.read(content.or(() -> parameter.get("schema")).orElse(Json.object()));
        var described = parameter.textAt("description").filter(text -> !text.isBlank());
        return new Argument(
                name,
                place,
                name,
                required,
                described
                        .map(text -> schema.with("description", Words.description(text)))
                        .orElse(schema),
                content.isPresent() ? Style.JSON : style(place, name, parameter));
    }

    private static Style style(Place place, String name, Json.Obj parameter) throws DescriptionException {
        var style = parameter.textAt("style").orElse(place == Place.QUERY ? "form" : "simple");
        var explode = parameter.get("explode").map(Json.Bool.TRUE::equals).orElse(style.equals("form"));
        return switch (place == Place.QUERY ? style : "in path or header: " + style) {
            case "form" -> explode ? Style.REPEATED : Style.COMMAS;
            case "spaceDelimited" -> explode ? Style.REPEATED : Style.SPACES;
            case "pipeDelimited" -> explode ? Style.REPEATED : Style.BARS;
            case "deepObject" -> Style.BRACKETS;
            case "in path or header: simple" -> Style.COMMAS;
            default ->
                throw new DescriptionException("the parameter '" + Words.plain(name, 80) + "' has the style '"
                        + Words.plain(style, 20) + "', which is not supported");
        };
    }

    private List<Argument> body() throws DescriptionException {
        var body = operation.body(document);
        if (body.isEmpty()) {
            return List.of();
        }
        var whole = ObjectMerge.merged(schemas.read(body.get().schema()));
        var required = body.get().required();
        return takenApart(whole, required)
                .orElseGet(() -> List.of(new Argument("body", Place.BODY, "body", required, whole, Style.JSON)));
    }

    private static Optional<List<Argument>> takenApart(Json.Obj schema, boolean required) {
        if (!(schema.get("properties").orElse(Json.Null.INSTANCE) instanceof Json.Obj properties)
                || properties.members().isEmpty()
                || !schema.get("type").orElse(Json.text("object")).equals(Json.text("object"))
                || KEEP_WHOLE.stream().anyMatch(schema.members()::containsKey)) {
            return Optional.empty();
        }
        var needed = ObjectMerge.required(schema);
        var fields = new ArrayList<Argument>();
        properties
                .members()
                .forEach((name, property) -> fields.add(new Argument(
                        name,
                        Place.FIELD,
                        name,
                        required && needed.contains(name),
                        SchemaReader.asObject(property),
                        Style.JSON)));
        return Optional.of(fields);
    }

    private static List<Argument> distinct(List<Argument> arguments) {
        var taken = new HashSet<String>();
        var named = new ArrayList<Argument>();
        for (var argument : arguments) {
            var name = Stream.iterate(argument.name(), other -> argument.place().word() + "_" + other)
                    .filter(taken::add)
                    .findFirst()
                    .orElseThrow();
            named.add(argument.named(name));
        }
        return List.copyOf(named);
    }

    /** The JSON Schema of all arguments but the hidden ones. */
    static Json.Obj schema(List<Argument> arguments, Set<String> hidden) {
        var properties = new LinkedHashMap<String, Json>();
        var required = new ArrayList<String>();
        for (var argument : arguments) {
            if (!hidden.contains(argument.name())) {
                properties.put(argument.name(), argument.schema());
                if (argument.required()) {
                    required.add(argument.name());
                }
            }
        }
        var members = new LinkedHashMap<String, Json>(Map.of("type", Json.text("object")));
        members.put("additionalProperties", Json.Bool.FALSE);
        if (!required.isEmpty()) {
            members.put("required", Json.texts(required));
        }
        members.put("properties", new Json.Obj(properties));
        return new Json.Obj(members);
    }

    private static boolean isTrue(Json node, String name) {
        return Json.Bool.TRUE.equals(node.get(name).orElse(Json.Bool.FALSE));
    }

    private static void checkName(String header) throws DescriptionException {
        var objection = HeaderNames.objection(header);
        if (objection.isPresent()) {
            throw new DescriptionException(objection.get());
        }
    }
}
