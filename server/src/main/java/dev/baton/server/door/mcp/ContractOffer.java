package dev.baton.server.door.mcp;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.Handler;
import dev.baton.server.door.mcp.protocol.Offer;
import dev.baton.server.door.mcp.protocol.Tools;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What Baton offers through the protocol: its contracts, and what became of handoffs. */
final class ContractOffer implements Offer {
    private final HandoffTasks tasks;
    private final Map<String, Handler> methods = new HashMap<>();

    ContractOffer(ContractTools contracts, HandoffTools handoffs, HandoffTasks tasks) {
        this.tasks = tasks;
        methods.putAll(new Tools(caller -> Stream.concat(contracts.of(caller).stream(), handoffs.all().stream())
                        .toList())
                .methods());
        methods.putAll(tasks.methods());
    }

    @Override
    public Json.Obj about() {
        return Json.object().with("name", "baton").with("title", "Baton").with("version", ServerVersion.read());
    }

    @Override
    public String instructions() {
        return "Each tool that is named like a kind of work hands that work off to an agent, which does it under rules"
                + " and with people's approval where that is needed, and answers with a receipt. Work may take long:"
                + " what is not over yet is asked about with handoff_status, by the id of the handoff. Do not call"
                + " a tool twice for the same work.";
    }

    @Override
    public Json.Obj capabilities(boolean stateless) {
        var tools = Json.object("tools", Json.object());
        return stateless
                ? tools.with(
                        "extensions", Call.TASKS_CAPABILITY.get("extensions").orElseThrow())
                : tools;
    }

    @Override
    public Map<String, Handler> methods() {
        return methods;
    }

    @Override
    public Json.Obj grant(Json.Obj wish, Call call) {
        return tasks.grant(wish, call);
    }

    @Override
    public Following follow(Json.Obj granted, Call call, BiConsumer<String, Json.Obj> listener) {
        return tasks.follow(granted, call, listener);
    }

    @Override
    public Map<String, List<String>> mirrored(String tool, Principal caller) {
        // contracts ask for no headers: what they hold is nobody's business on the way
        return Map.of();
    }
}
