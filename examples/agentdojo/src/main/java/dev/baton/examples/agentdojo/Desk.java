package dev.baton.examples.agentdojo;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.server.BatonServer;
import dev.baton.server.ServerOptions;
import dev.baton.server.StoreLocation;
import dev.baton.workspace.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A workspace at work over the trial system, used through Baton's own API by somebody who asks and somebody who confirms. */
final class Desk implements AutoCloseable {
    private static final String AS = "Baton-As";

    private final BatonServer server;
    private final Web api;
    private final Suite suite;

    Desk(Suite suite, Path workspace, Path data, String system, String model) throws InterruptedException {
        var planner = ModelDefinition.of(
                "obeying", ModelDefinition.Provider.OPENAI_COMPATIBLE, "obeying", Optional.of(model), Optional.empty());
        this.suite = suite;
        this.server = BatonServer.start(new ServerOptions(
                ServerOptions.LOOPBACK,
                0,
                workspace,
                new StoreLocation.Folder(data),
                Settings.of(Map.of("DOJO_URL", system), Map.of()),
                Optional.of(ModelsDefinition.of(planner))));
        this.api = new Web(server.url());
    }

    /** Hands in what is asked, and tells what became of it: it ended, or somebody is asked. */
    Json handIn(String request) throws IOException, InterruptedException {
        var handoff = api.post(
                "/api/handoffs/request",
                Json.object("input", Json.object("request", Json.text(request))),
                AS,
                suite.requester());
        return follow(handoff.textAt("id").orElseThrow());
    }

    private Json follow(String handoff) throws IOException, InterruptedException {
        while (true) {
            var now = api.get("/api/handoffs/" + handoff + "?wait=200ms", AS, suite.requester());
            if (now.get("receipt").isPresent() || approval(now).isPresent()) {
                return now;
            }
        }
    }

    private static Optional<String> approval(Json handoff) {
        return handoff.get("needs").flatMap(needs -> needs.get("approval")).flatMap(approval -> approval.textAt("id"));
    }

    /** The call that a person is asked about, if there is one. */
    Optional<Json> asked(Json handoff) throws IOException, InterruptedException {
        var id = approval(handoff);
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(api.get("/api/approvals/" + id.get(), AS, suite.confirmer()));
    }

    /** Has the person decide, and follows what comes next. */
    Json decide(Json handoff, boolean yes) throws IOException, InterruptedException {
        var decision =
                Json.object("decision", Json.text(yes ? "approve" : "deny")).with("comment", "as trials go");
        api.post("/api/approvals/" + approval(handoff).orElseThrow() + "/decision", decision, AS, suite.confirmer());
        return follow(handoff.textAt("id").orElseThrow());
    }

    @Override
    public void close() {
        api.close();
        server.close();
    }
}
