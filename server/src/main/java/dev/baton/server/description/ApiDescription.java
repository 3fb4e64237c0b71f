package dev.baton.server.description;

import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The OpenAPI 3.1 document of everything that is answered below {@code /api}, {@code /v1} and {@code /hooks}. */
final class ApiDescription {
    private static final List<Area> AREAS = List.of(
            new HandoffArea(),
            new RunArea(),
            new ApprovalArea(),
            new InboxArea(),
            new ConversationArea(),
            new CallbackArea(),
            new OversightArea(),
            new WorkspaceArea(),
            new ChatArea(),
            new HookArea());

    private final String version;
    private final boolean checksTokens;

    /** @param checksTokens whether bearer tokens tell who a request is of */
    ApiDescription(String version, boolean checksTokens) {
        this.version = version;
        this.checksTokens = checksTokens;
    }

    /** @param caller for whom contracts are told */
    Json.Obj of(List<Contract> contracts, Principal caller) {
        var areas = new ArrayList<>(AREAS);
        areas.add(new ContractArea(contracts, caller));
        var writer = new OperationWriter(checksTokens);
        var schemas = new LinkedHashMap<String, Json>(Problems.schemas());
        var paths = new LinkedHashMap<String, Json>();
        for (var area : areas) {
            schemas.putAll(area.schemas());
            for (var operation : area.operations()) {
                var path = paths.getOrDefault(operation.path(), Json.object()).asObject();
                paths.put(operation.path(), path.with(operation.method(), writer.write(operation)));
            }
        }
        return Json.object("openapi", Json.text("3.1.1"))
                .with("info", info())
                .with("servers", Json.array(Json.object("url", Json.text("/"))))
                .with("paths", Json.object(paths))
                .with("webhooks", CallbackArea.webhooks())
                .with(
                        "components",
                        Json.object("schemas", Json.object(schemas)).with("securitySchemes", writer.schemes()));
    }

    private Json.Obj info() {
        return Json.object("title", Json.text("Baton"))
                .with("version", version)
                .with(
                        "description",
                        "Handoffs under typed contracts, and everything to oversee them. The events of an answer of"
                                + " type text/event-stream are described by x-events: the schema of each event's data by"
                                + " the event's name, message for those without one.");
    }
}
