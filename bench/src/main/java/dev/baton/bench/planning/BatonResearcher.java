package dev.baton.bench.planning;

import dev.baton.agent.AgentDefinition;
import dev.baton.bench.load.ResearchProcess;
import dev.baton.bench.load.ResearchProcess.Setting;
import dev.baton.bench.load.Researcher;
import dev.baton.engine.Catalog;
import dev.baton.engine.Engine;
import dev.baton.engine.EngineSettings;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.Submission;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.Models;
import dev.baton.models.chat.ProviderModel;
import dev.baton.principal.Principal;
import dev.baton.run.Limits;
import dev.baton.run.OnFailure;
import dev.baton.run.Planning;
import dev.baton.store.sqlite.SqliteEventStore;
import dev.baton.store.sqlite.SqliteViewStore;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent that has its plans made by the model, on SQLite, every step of it durable. */
public final class BatonResearcher implements Researcher {
    private static final Principal CALLER = Principal.of(Principal.Kind.SERVICE, "bench");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SqliteEventStore store;
    private final SqliteViewStore views;
    private final Engine engine;

    BatonResearcher(Setting setting) {
        var definition = ModelDefinition.of(
                "slow",
                ModelDefinition.Provider.OPENAI_COMPATIBLE,
                "slow",
                Optional.of(setting.model()),
                Optional.empty());
        var model = new ProviderModel(definition, setting.model(), Optional.empty(), HttpClient.newHttpClient());
        var catalog = new Catalog(List.of(contract()), List.of(agent()), List.of(), List.of());
        store = SqliteEventStore.open(setting.folder());
        views = SqliteViewStore.open(setting.folder().resolve("views.db"));
        engine = Engine.start(EngineSettings.embedded(store, views, new Facts(setting.latency()), () -> catalog)
                .withModels(Models.of(model)));
    }

    public static void main(String[] arguments) throws Exception {
        ResearchProcess.run(arguments, BatonResearcher::new);
    }

    private static Contract contract() {
        return new Contract(
                new ContractId("research", 1),
                "Finds something out",
                List.of("role:service"),
                Optional.empty(),
                true,
                Json.parse("""
                        {"type": "object", "additionalProperties": false, "required": ["task"],
                         "properties": {"task": {"type": "string"}}}""").asObject(),
                Json.parse("""
                        {"type": "object", "additionalProperties": false, "required": ["answer"],
                         "properties": {"answer": {"type": "string"}}}""").asObject(),
                Map.of(),
                List.of(),
                Map.of("completed", "${output.answer}"));
    }

    private static AgentDefinition agent() {
        return new AgentDefinition(
                "researcher",
                "Finds things out",
                List.of("research"),
                "The task is answered",
                List.of(Facts.LOOKUP),
                List.of(),
                new AgentDefinition.Planner.Model(
                        new Planning(Planning.Style.WHOLE, 0, 0, Optional.empty(), ""), Optional.empty()),
                AgentDefinition.Autonomy.SUPERVISED,
                Limits.DEFAULT,
                OnFailure.KEEP,
                "");
    }

    @Override
    public String answer(String task) throws InterruptedException {
        var request =
                new HandoffRequest("research", Json.object("task", Json.text(task)), CALLER, "bench", Optional.empty());
        return switch (engine.handoffs().submit(request)) {
            case Submission.Accepted accepted -> answerOf(accepted.handoff().id());
            case Submission other -> throw new IllegalStateException("the task was not accepted: " + other);
        };
    }

    private String answerOf(String handoff) throws InterruptedException {
        var end = engine.handoffs().await(handoff, PATIENCE).orElseThrow();
        return end.receipt()
                .map(Receipt::output)
                .flatMap(output -> output.textAt("answer"))
                .orElseThrow(() -> new IllegalStateException(handoff + " is " + end.state() + ": " + end.message()));
    }

    @Override
    public void close() {
        engine.close();
        views.close();
        store.close();
    }
}
