package dev.baton.server.wiring;

import dev.baton.agent.AgentDefinition;
import dev.baton.assistant.AssistantDefinition;
import dev.baton.connect.ConnectionStatus;
import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.policy.Policy;
import dev.baton.principal.Principal;
import dev.baton.run.Planning;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.Workspace;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A workspace as JSON: its definitions, how its connections are, and what is wrong with it. No secrets, no prompts. */
final class WorkspaceForm {
    private final Map<ToolName, ToolSpec> specs;

    private WorkspaceForm(Collection<ToolSpec> specs) {
        this.specs = specs.stream().collect(Collectors.toMap(ToolSpec::name, Function.identity()));
    }

    static Json.Obj of(
            Workspace workspace,
            Collection<ConnectionStatus> connections,
            Collection<ToolSpec> specs,
            Collection<Diagnostic> problems) {
        var form = new WorkspaceForm(specs);
        return Json.object()
                .with("contracts", list(workspace.contracts().values(), WorkspaceForm::contract))
                .with("agents", list(workspace.agents().values(), WorkspaceForm::agent))
                .with("assistants", list(workspace.assistants().values(), WorkspaceForm::assistant))
                .with("connections", list(connections, form::connection))
                .with("policies", list(workspace.policies().values(), WorkspaceForm::policy))
                .with("playbooks", Json.texts(workspace.playbooks().keySet()))
                .with("knowledge", Json.texts(workspace.knowledge().keySet()))
                .with("triggers", list(workspace.triggers().values(), WorkspaceHooks::form))
                .with("models", list(workspace.models().models().values(), model -> model(workspace.models(), model)))
                .with("prompts", Json.texts(workspace.prompts().own()))
                .with("people", list(workspace.people().personas().values(), WorkspaceForm::persona))
                .with("problems", list(problems, WorkspaceForm::problem));
    }

    private static <T> Json list(Collection<T> items, Function<T, Json> form) {
        return Json.array(items.stream().map(form).toList());
    }

    private static Json contract(Contract contract) {
        return JsonMapping.toJson(contract)
                .with("id", contract.id().toString())
                .with("name", contract.id().name())
                .with("version", Json.number(contract.id().version()))
                .with(
                        "proof",
                        Json.object(contract.proof().entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        proof -> Json.text(proof.getValue().toString())))));
    }

    private static Json agent(AgentDefinition agent) {
        return JsonMapping.toJson(agent)
                .without("instructions")
                .with("tools", names(agent.tools()))
                .with("planner", planner(agent.planner()))
                .with("autonomy", word(agent.autonomy()))
                .with("onFailure", word(agent.onFailure()));
    }

    private static String planner(AgentDefinition.Planner planner) {
        return switch (planner) {
            case AgentDefinition.Planner.Playbook(var name) -> "playbook:" + name;
            case AgentDefinition.Planner.Model(var planning, var fallback) ->
                planning.style() == Planning.Style.WHOLE ? "model" : "stepwise";
        };
    }

    private static Json assistant(AssistantDefinition assistant) {
        return Json.object()
                .with("name", assistant.name())
                .with("description", assistant.description())
                .with("tools", names(assistant.tools()))
                .with("knowledge", Json.texts(assistant.knowledge()))
                .with("contracts", Json.texts(assistant.contracts()))
                .with("starters", Json.texts(assistant.starters()));
    }

    private Json connection(ConnectionStatus connection) {
        var json = Json.object()
                .with("name", connection.name())
                .with("type", connection.type())
                .with("url", connection.url())
                .with("status", connection.up() ? "up" : "down");
        if (connection.reason().isPresent()) {
            json = json.with("reason", connection.reason().get());
        }
        return json.with("tools", list(connection.tools(), this::tool));
    }

    private Json tool(ConnectionStatus.ToolStatus status) {
        var json = Json.object("name", Json.text(status.name().toString()))
                .with("available", Json.bool(status.available()));
        if (status.problem().isPresent()) {
            json = json.with("problem", status.problem().get());
        }
        if (status.note().isPresent()) {
            json = json.with("note", status.note().get());
        }
        var spec = specs.get(status.name());
        return spec == null ? json : declared(json, spec);
    }

    private static Json declared(Json.Obj json, ToolSpec spec) {
        var known = json.with("access", word(spec.access()))
                .with("description", spec.description())
                .with("input", spec.input());
        if (spec.isWrite()) {
            known = known.with("idempotency", ToolWords.idempotency(spec.idempotency()));
        }
        return spec.once().isPresent() ? known.with("once", spec.once().get()) : known;
    }

    private static Json policy(Policy policy) {
        return Json.object()
                .with("name", policy.name())
                .with("facts", Json.texts(policy.facts().keySet()))
                .with("rules", list(policy.rules(), WorkspaceForm::rule))
                .with("tests", Json.number(policy.tests().size()));
    }

    private static Json rule(Policy.Rule rule) {
        return JsonMapping.toJson(rule).with("decision", word(rule.decision())).with("tools", names(rule.tools()));
    }

    private static Json model(ModelsDefinition models, ModelDefinition model) {
        var roles = models.roles().entrySet().stream()
                .filter(role -> role.getValue().contains(model.name()))
                .map(role -> word(role.getKey()))
                .toList();
        var json = Json.object("name", Json.text(model.name()))
                .with("provider", model.provider().word())
                .with("model", model.model())
                .with("roles", Json.texts(roles))
                .with("priced", Json.bool(model.prices().isPresent()));
        return model.keyName().map(key -> json.with("key", key)).orElse(json);
    }

    private static Json persona(Principal persona) {
        return Json.object()
                .with("id", persona.id())
                .with("kind", persona.kind().word())
                .with("roles", Json.texts(persona.roles().stream().sorted().toList()));
    }

    private static Json problem(Diagnostic problem) {
        return Json.object()
                .with("file", problem.file().toString())
                .with("line", Json.number(problem.line()))
                .with("column", Json.number(problem.column()))
                .with("message", problem.message());
    }

    private static Json names(Collection<ToolName> names) {
        return Json.texts(names.stream().map(ToolName::toString).toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
