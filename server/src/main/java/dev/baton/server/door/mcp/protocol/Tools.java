package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The methods about tools. */
public final class Tools {
    private static final String HEADER = "x-mcp-header";

    private final Function<Principal, List<Tool>> tools;

    /** @param tools those that somebody may see */
    public Tools(Function<Principal, List<Tool>> tools) {
        this.tools = tools;
    }

    /** The handlers by method. */
    public Map<String, Handler> methods() {
        return Map.of("tools/list", this::list, "tools/call", this::call);
    }

    private Outcome list(Call call) {
        return new Outcome.Complete(Json.object(
                "tools",
                Json.array(tools.apply(call.caller()).stream()
                        .map(Tool::definition)
                        .toList())));
    }

    private Outcome call(Call call) throws InterruptedException {
        var name = call.params()
                .textAt("name")
                .orElseThrow(() -> new RpcException(RpcError.invalidParams("'name' of the tool is missing.")));
        var given = call.params().get("arguments").orElse(Json.object());
        if (!(given instanceof Json.Obj)) {
            throw new RpcException(RpcError.invalidParams("'arguments' should be an object but is " + given.kind()));
        }
        var tool = find(name, call.caller());
        return tool.isPresent()
                ? tool.get().handler().handle(call.withParams(call.params().with("arguments", given)))
                : new Outcome.Failed(RpcError.invalidParams("Unknown tool: '" + name + "'" + suggestion(name, call)));
    }

    private String suggestion(String name, Call call) {
        return Fields.suggestion(
                name, tools.apply(call.caller()).stream().map(Tool::name).toList());
    }

    private Optional<Tool> find(String name, Principal caller) {
        return tools.apply(caller).stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst();
    }

    /** The arguments of a call of a tool. */
    public static Json.Obj arguments(Call call) {
        return call.params().get("arguments").orElseThrow().asObject();
    }

    /** Where the arguments are that a tool wants repeated in headers, by the header's name. */
    public Map<String, List<String>> mirrored(String name, Principal caller) {
        var found = new LinkedHashMap<String, List<String>>();
        find(name, caller)
                .flatMap(tool -> tool.definition().get("inputSchema"))
                .ifPresent(schema -> collect(schema, List.of(), found));
        return found;
    }

    private static void collect(Json schema, List<String> path, Map<String, List<String>> found) {
        schema.get("properties")
                .map(properties -> properties.asObject().members())
                .orElse(Map.of())
                .forEach((property, its) -> {
                    var there = java.util.stream.Stream.concat(path.stream(), java.util.stream.Stream.of(property))
                            .toList();
                    its.textAt(HEADER).ifPresent(header -> found.put(header, there));
                    collect(its, there, found);
                });
    }
}
