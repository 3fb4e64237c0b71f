package dev.baton.server.door.mcp.conformance;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.Handler;
import dev.baton.server.door.mcp.protocol.Offer;
import dev.baton.server.door.mcp.protocol.Tool;
import dev.baton.server.door.mcp.protocol.Tools;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Everything that the checks of the protocol look for. */
public final class ConformanceOffer implements Offer {
    private final FixtureTasks tasks = new FixtureTasks();
    private final List<Listening> listening = new CopyOnWriteArrayList<>();
    private final Tools tools;
    private final Map<String, Handler> methods = new HashMap<>();

    public ConformanceOffer() {
        List<Tool> all = Stream.of(PlainTools.all(this::changed), AskingTools.all(), tasks.tools())
                .flatMap(List::stream)
                .toList();
        this.tools = new Tools(caller -> all);
        methods.putAll(tools.methods());
        methods.putAll(tasks.methods());
        methods.putAll(Documents.methods());
    }

    private record Listening(Json.Obj granted, BiConsumer<String, Json.Obj> listener) {}

    private void changed(String what) {
        listening.stream()
                .filter(it -> it.granted().get(what + "ListChanged").equals(java.util.Optional.of(Json.bool(true))))
                .forEach(it -> it.listener().accept("notifications/" + what + "/list_changed", Json.object()));
    }

    @Override
    public Json.Obj about() {
        return Json.object().with("name", "baton-conformance").with("version", "1");
    }

    @Override
    public String instructions() {
        return "For the checks of the protocol only.";
    }

    @Override
    public Json.Obj capabilities(boolean stateless) {
        var changing = Json.object("listChanged", Json.bool(true));
        var all = Json.object()
                .with("tools", changing)
                .with("prompts", changing)
                .with("resources", stateless ? Json.object() : Json.object("subscribe", Json.bool(true)))
                .with("logging", Json.object())
                .with("completions", Json.object());
        return stateless
                ? all.with("extensions", Call.TASKS_CAPABILITY.get("extensions").orElseThrow())
                : all;
    }

    @Override
    public Map<String, Handler> methods() {
        return methods;
    }

    @Override
    public Map<String, List<String>> mirrored(String tool, Principal caller) {
        return tools.mirrored(tool, caller);
    }

    @Override
    public Json.Obj grant(Json.Obj wish, Call call) {
        if (wish.get("taskIds").isPresent()) {
            call.mustTakeTasks();
        }
        return Json.object(wish.members().entrySet().stream()
                .filter(it -> List.of("toolsListChanged", "promptsListChanged").contains(it.getKey()))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Following follow(Json.Obj granted, Call call, BiConsumer<String, Json.Obj> listener) {
        var mine = new Listening(granted, listener);
        listening.add(mine);
        return () -> listening.remove(mine);
    }
}
