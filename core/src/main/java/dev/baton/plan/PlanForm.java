package dev.baton.plan;

import dev.baton.json.Json;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan language as a JSON Schema, for a model that is held to it: one form of step for each tool that is granted,
 * with its arguments. It has what all providers take: closed objects, lists instead of members by any name, {@code
 * anyOf} and {@code enum}, no references. Wherever a value is wanted, a template may stand, so a text is allowed.
 */
public final class PlanForm {
    private static final int DEEPEST = 5;
    private static final Json.Obj TEXT = type("string");
    private static final Json.Obj TEXTS = type("array").with("items", TEXT);

    private PlanForm() {}

    /**
     * What {@link PlanProposal} reads.
     *
     * @param output JSON Schema of the contract's output
     */
    public static Json.Obj schema(Collection<ToolSpec> granted, Collection<Callee> callees, Json.Obj output) {
        var forms = new ArrayList<Json>();
        granted.forEach(tool -> forms.add(step("tool", only(tool.name()), "args", arguments(tool.input()))));
        callees.forEach(callee -> forms.add(step("handoff", only(callee.name()), "input", arguments(callee.given()))));
        forms.add(step(Map.of("judge", TEXT), Map.of("with", TEXTS, "choices", TEXTS)));
        forms.add(step(Map.of("ask", TEXT, "question", TEXT), Map.of("choices", TEXTS)));
        forms.add(step(Map.of("wait", TEXT), Map.of()));
        forms.add(step(Map.of("plan", TEXT), Map.of()));
        var steps = type("array").with("items", Json.object("anyOf", Json.array(forms)));
        var members = new LinkedHashMap<String, Json>();
        members.put("steps", steps);
        members.put("output", anyOf(arguments(output), type("null")));
        members.put("cannot", TEXT);
        return closed(members, List.of("steps", "output"));
    }

    /**
     * The same for a whole plan, which is outlined first: who has said in words what is to be done plans better. {@link
     * PlanProposal} reads no more of it.
     */
    public static Json.Obj outlined(Json.Obj form) {
        var members = new LinkedHashMap<String, Json>();
        members.put("outline", TEXTS);
        members.putAll(form.get("properties").orElse(Json.object()).asObject().members());
        return closed(members, List.of("outline", "steps", "output"));
    }

    private static Json.Obj step(String form, Json.Obj name, String given, Json.Obj arguments) {
        var members = new LinkedHashMap<String, Json>();
        members.put(form, name);
        members.put(given, arguments);
        return step(members, Map.of());
    }

    private static Json.Obj step(Map<String, ? extends Json> needed, Map<String, Json> optional) {
        var members = new LinkedHashMap<String, Json>();
        members.put("name", TEXT);
        members.putAll(needed);
        var required = List.copyOf(members.keySet());
        members.putAll(optional);
        members.put("needs", TEXTS);
        members.put("when", TEXT);
        members.put("each", TEXT);
        members.put("expect", TEXT);
        return closed(members, required);
    }

    private static Json.Obj only(ToolName tool) {
        return only(tool.toString());
    }

    private static Json.Obj only(String name) {
        return Json.object("enum", Json.texts(List.of(name))).with("type", "string");
    }

    private static Json.Obj arguments(Json.Obj schema) {
        return schema.get("properties").orElse(Json.Null.INSTANCE) instanceof Json.Obj properties
                ? object(schema, properties, 0)
                : type("object");
    }

    private static Json.Obj object(Json.Obj schema, Json.Obj properties, int depth) {
        var members = new LinkedHashMap<String, Json>();
        properties.members().forEach((name, property) -> members.put(name, value(property, depth + 1)));
        var required = schema.get("required").orElse(Json.array()) instanceof Json.Arr names
                ? names.items().stream()
                        .flatMap(name -> name.asText().stream())
                        .filter(members::containsKey)
                        .toList()
                : List.<String>of();
        return closed(members, required);
    }

    /** A value of the schema, or a template that will give one. What is not understood can be a template only. */
    private static Json.Obj value(Json schema, int depth) {
        if (depth > DEEPEST || !(schema instanceof Json.Obj known)) {
            return TEXT;
        }
        return switch (known.textAt("type").orElse("")) {
            case "integer", "number", "boolean" ->
                anyOf(TEXT, type(known.textAt("type").orElseThrow()));
            case "array" ->
                anyOf(TEXT, type("array").with("items", value(known.get("items").orElse(TEXT), depth + 1)));
            case "object" ->
                known.get("properties").orElse(Json.Null.INSTANCE) instanceof Json.Obj properties
                        ? anyOf(TEXT, object(known, properties, depth))
                        : TEXT;
            default -> TEXT;
        };
    }

    private static Json.Obj closed(Map<String, Json> properties, List<String> required) {
        return type("object")
                .with("properties", new Json.Obj(properties))
                .with("required", Json.texts(required))
                .with("additionalProperties", Json.bool(false));
    }

    private static Json.Obj anyOf(Json one, Json other) {
        return Json.object("anyOf", Json.array(one, other));
    }

    private static Json.Obj type(String name) {
        return Json.object("type", Json.text(name));
    }
}
