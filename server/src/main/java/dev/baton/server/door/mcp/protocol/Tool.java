package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import dev.baton.json.JsonSchema;

/**
 * A tool.
 *
 * @param definition as clients see it: {@code name}, {@code description}, {@code inputSchema}, …
 * @param handler gets the arguments in the call's {@code params.arguments}, always an object
 */
public record Tool(Json.Obj definition, Handler handler) {

    /** A tool whose arguments have been checked before it is called. */
    public static Tool checked(Json.Obj definition, Handler handler) {
        var schema = JsonSchema.of(definition.get("inputSchema").orElseThrow().asObject());
        return new Tool(definition, call -> {
            var problems = schema.validate(Tools.arguments(call));
            return problems.isEmpty()
                    ? handler.handle(call)
                    : ToolResult.invalid(problems.stream()
                            .map(JsonSchema.Violation::toString)
                            .toList());
        });
    }

    public String name() {
        return definition.textAt("name").orElseThrow();
    }
}
