package dev.baton.server.door.mcp;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client can show a person as a form, which by the protocol is a flat object of texts, numbers, choices, and yes or
 * no.
 *
 * @param schema of the form
 * @param single whether its only field is the whole value
 */
record Form(Json.Obj schema, boolean single) {
    private static final String VALUE = "value";

    /** Keywords that forms may have, by type. */
    private static final Map<String, Set<String>> KEYWORDS = Map.of(
            "string", Set.of("title", "description", "minLength", "maxLength", "default", "enum"),
            "integer", Set.of("title", "description", "minimum", "maximum", "default"),
            "number", Set.of("title", "description", "minimum", "maximum", "default"),
            "boolean", Set.of("title", "description", "default"));

    private static final Set<String> FORMATS = Set.of("email", "uri", "date", "date-time");

    /** The form for some fields of an object; nothing when one of them does not fit into a form. */
    static Optional<Form> of(Json.Obj object, List<String> names) {
        var all = object.get("properties").orElse(Json.object());
        var fields = new LinkedHashMap<String, Json>();
        for (var name : names) {
            var field = all.get(name).flatMap(Form::field);
            if (field.isEmpty()) {
                return Optional.empty();
            }
            fields.put(name, field.get());
        }
        return Optional.of(new Form(form(fields, names), false));
    }

    /** The form for any value. */
    static Optional<Form> of(Json.Obj value) {
        if (value.get("properties").isPresent()) {
            var names = List.copyOf(
                    value.get("properties").get().asObject().members().keySet());
            var required = value.get("required").map(Json::asArray).orElse(List.of());
            return of(value, names).map(form -> new Form(form.schema().with("required", Json.array(required)), false));
        }
        return field(value).map(field -> new Form(form(Map.of(VALUE, field), List.of(VALUE)), true));
    }

    private static Json.Obj form(Map<String, Json> fields, List<String> required) {
        return Json.object()
                .with("type", "object")
                .with("properties", Json.object(fields))
                .with("required", Json.texts(required));
    }

    private static Optional<Json> field(Json schema) {
        var type = schema.textAt("type").or(() -> isChoice(schema) ? Optional.of("string") : Optional.empty());
        var keywords = type.map(KEYWORDS::get);
        if (keywords.isEmpty() || (schema.get("enum").isPresent() && !isChoice(schema))) {
            return Optional.empty();
        }
        var field = Json.object().with("type", type.get());
        for (var member : schema.asObject().members().entrySet()) {
            if (keywords.get().contains(member.getKey())) {
                field = field.with(member.getKey(), member.getValue());
            }
        }
        var format = schema.textAt("format").filter(FORMATS::contains);
        if (format.isPresent()) {
            field = field.with("format", format.get());
        }
        var question = schema.textAt("x-ask");
        return Optional.of(question.isPresent() ? field.with("description", question.get()) : field);
    }

    private static boolean isChoice(Json schema) {
        return schema.get("enum")
                .filter(choices -> choices.asArray().stream().allMatch(Json.Text.class::isInstance))
                .isPresent();
    }

    /** A request for this form, as clients get it. */
    Json.Obj request(String message) {
        return Json.object()
                .with("method", "elicitation/create")
                .with(
                        "params",
                        Json.object()
                                .with("mode", "form")
                                .with("message", message)
                                .with("requestedSchema", schema));
    }

    /** What was filled in; nothing when the person did not want to. */
    Optional<Json> value(Json answer) {
        return filled(answer).flatMap(content -> single ? content.get(VALUE) : Optional.of(content));
    }

    private static Optional<Json.Obj> filled(Json answer) {
        return answer.textAt("action").equals(Optional.of("accept"))
                        && answer.get("content").orElse(Json.object()) instanceof Json.Obj content
                ? Optional.of(content)
                : Optional.empty();
    }
}
