package dev.baton.plan;

import dev.baton.json.Json;
import java.util.List;
import java.util.Set;

/**
 * A contract as a plan sees it that hands off under it.
 *
 * @param input JSON Schema of its input
 * @param trusted input fields that the runtime fills
 * @param output JSON Schema of the output in its receipt
 */
public record Callee(String name, Json.Obj input, Set<String> trusted, Json.Obj output) {
    public Callee {
        trusted = Set.copyOf(trusted);
    }

    /** What a plan may give: what the runtime fills need not be there. */
    Json.Obj given() {
        if (!(input.get("required").orElse(Json.array()) instanceof Json.Arr required)) {
            return input;
        }
        return input.with(
                "required",
                new Json.Arr(required.items().stream()
                        .filter(name -> !trusted.contains(name.asText().orElse("")))
                        .toList()));
    }

    /**
     * What a step's result looks like: the receipt.
     *
     * @param completed whether the step only goes on with one that completed; else nothing in its output is certain
     */
    Json.Obj receipt(boolean completed) {
        var properties = Json.object("state", type("string"))
                .with("outcome", type("string"))
                .with("output", completed ? output : output.without("required"))
                .with("reason", type("string"))
                .with("rule", type("string"))
                .with("confirmations", type("array"))
                .with("approvals", type("array"))
                .with("undone", type("array"))
                .with("leftStanding", type("array"))
                .with("cost", type("object"))
                .with("startedAt", type("string"))
                .with("endedAt", type("string"));
        return type("object").with("properties", properties).with("required", Json.texts(List.of("state", "output")));
    }

    private static Json.Obj type(String name) {
        return Json.object("type", Json.text(name));
    }
}
