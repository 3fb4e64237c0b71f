package dev.baton.server.door.mcp;

import dev.baton.handoff.Contract;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Schemas of contracts as a model reads them. */
final class ToolSchemas {
    private static final Set<String> BY_NAME = Set.of("properties", "patternProperties", "$defs", "dependentSchemas");
    private static final Set<String> VALUES = Set.of("enum", "const", "default", "examples");
    private static final String OBJECT = "object";

    private ToolSchemas() {}

    /** Whether identity fields are known from who calls, who then cannot name them. */
    static boolean isKnown(Principal caller) {
        return caller.kind() == Principal.Kind.CUSTOMER || caller.onBehalfOf().isPresent();
    }

    /** The input without what is known of the caller. */
    static Json.Obj input(Contract contract, Principal caller) {
        var schema = clean(contract.input()).asObject().with("type", OBJECT);
        if (isKnown(caller)) {
            for (var name : contract.trustedFields()) {
                schema = schema.with(
                        "properties",
                        schema.get("properties").orElseThrow().asObject().without(name));
            }
        }
        return schema.with("required", Json.texts(required(contract, caller)));
    }

    /** The names of what a caller has to give. */
    static List<String> required(Contract contract, Principal caller) {
        var known = isKnown(caller) ? contract.trustedFields() : List.<String>of();
        return contract.input().get("required").map(Json::asArray).orElse(List.of()).stream()
                .flatMap(name -> name.asText().stream())
                .filter(name -> !known.contains(name))
                .toList();
    }

    /** What is answered: the handoff as every door shows it. */
    static Json.Obj output(Contract contract) {
        var receipt = Json.object()
                .with("outcome", typed("string"))
                .with("output", result(contract))
                .with("reason", typed("string"))
                .with("confirmations", typed("array"))
                .with("leftStanding", typed("array"));
        var states =
                Arrays.stream(HandoffState.values()).map(HandoffState::word).toList();
        var properties = Json.object()
                .with("id", described("string", "The handoff, for handoff_status"))
                .with("contract", typed("string"))
                .with("state", typed("string").with("enum", Json.texts(states)))
                .with("message", described("string", "What it is doing or how it ended, in words for people"))
                .with("needs", described(OBJECT, "What somebody has to do before it goes on"))
                .with("receipt", described(OBJECT, "How it ended, once it has").with("properties", receipt));
        return typed(OBJECT)
                .with("properties", properties)
                .with("required", Json.texts(List.of("id", "contract", "state", "message")));
    }

    /** A receipt holds what the contract promises only when it completed. */
    private static Json.Obj result(Contract contract) {
        var promised = clean(contract.output());
        var nothing = typed(OBJECT).with("maxProperties", Json.number(0));
        // what refers to a place in the whole schema would lead elsewhere from inside another one
        return promised.write().contains("\"$ref\"")
                ? typed(OBJECT)
                : Json.object("anyOf", Json.array(promised, nothing));
    }

    static Json.Obj typed(String type) {
        return Json.object().with("type", type);
    }

    static Json.Obj described(String type, String description) {
        return typed(type).with("description", description);
    }

    /** A schema without Baton's own keywords, of which the question for a field becomes its description. */
    private static Json clean(Json schema) {
        return switch (schema) {
            case Json.Obj object -> cleanObject(object);
            case Json.Arr array ->
                Json.array(array.items().stream().map(ToolSchemas::clean).toList());
            case Json.Null ignored -> schema;
            case Json.Bool ignored -> schema;
            case Json.Whole ignored -> schema;
            case Json.Decimal ignored -> schema;
            case Json.Text ignored -> schema;
        };
    }

    private static Json cleanObject(Json.Obj schema) {
        var cleaned = new LinkedHashMap<String, Json>();
        schema.members().forEach((keyword, value) -> {
            if (VALUES.contains(keyword)) {
                cleaned.put(keyword, value);
            } else if (BY_NAME.contains(keyword) && value instanceof Json.Obj named) {
                var all = new LinkedHashMap<String, Json>();
                named.members().forEach((name, its) -> all.put(name, clean(its)));
                cleaned.put(keyword, Json.object(all));
            } else if (!keyword.startsWith("x-")) {
                cleaned.put(keyword, clean(value));
            }
        });
        Optional<String> question = schema.textAt("x-ask");
        if (question.isPresent()) {
            cleaned.putIfAbsent("description", Json.text(question.get()));
        }
        return Json.object(cleaned);
    }
}
