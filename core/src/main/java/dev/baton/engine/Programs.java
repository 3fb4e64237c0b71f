package dev.baton.engine;

import dev.baton.agent.AgentDefinition;
import dev.baton.event.Append;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.expression.ExpressionException;
import dev.baton.handoff.CompiledContract;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.model.ModelRole;
import dev.baton.model.Models;
import dev.baton.plan.Compilation;
import dev.baton.plan.Playbook;
import dev.baton.policy.Level;
import dev.baton.policy.Policy;
import dev.baton.policy.PolicySet;
import dev.baton.principal.Principal;
import dev.baton.run.RunDefinition;
import dev.baton.run.RunProgram;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Toolbox;
import dev.baton.tool.Undo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What runs are carried out by. A run keeps the definition it started with, stored by digest in the log; policies always
 * are the current ones.
 */
final class Programs {
    private final Supplier<Catalog> catalog;
    private final Toolbox tools;
    private final EventStore store;
    private final Models models;
    private final LevelDesk levels;
    private final Ids ids;
    private final Map<Digest, RunProgram> programs = new ConcurrentHashMap<>();
    private final Map<Contract, CompiledContract> contracts = new ConcurrentHashMap<>();
    private final Map<ContractId, Prepared> prepared = new ConcurrentHashMap<>();
    private final Map<Digest, Judges> judges = new ConcurrentHashMap<>();
    private final Set<Digest> stored = ConcurrentHashMap.newKeySet();

    /** What was made last for a contract, and of what. */
    private record Prepared(
            Contract contract,
            List<Contract> contracts,
            AgentDefinition agent,
            Optional<Playbook> playbook,
            List<ToolSpec> specs,
            RunProgram program,
            Digest digest) {

        boolean isOf(
                Contract contract,
                List<Contract> contracts,
                AgentDefinition agent,
                Optional<Playbook> playbook,
                List<ToolSpec> specs) {
            // the definitions in force mostly are the very same objects, so that this is quicker than any digest
            return this.contract.equals(contract)
                    && this.contracts.equals(contracts)
                    && this.agent.equals(agent)
                    && this.playbook.equals(playbook)
                    && this.specs.equals(specs);
        }
    }

    /** The policies that were compiled last for a definition. */
    private record Judges(List<Policy> policies, PolicySet.Compilation compilation) {}

    Programs(Supplier<Catalog> catalog, Toolbox tools, EventStore store, Models models, LevelDesk levels, Ids ids) {
        this.models = models;
        this.levels = levels;
        this.catalog = catalog;
        this.tools = tools;
        this.store = store;
        this.ids = ids;
    }

    /** A program for a new run, or why there can be none now. */
    sealed interface Preparation {
        record Ready(RunProgram program, Digest digest, PolicySet policies) implements Preparation {}

        record NotReady(String message) implements Preparation {}
    }

    Catalog catalog() {
        return catalog.get();
    }

    /** @throws JsonException or {@link ExpressionException} when the contract does not compile */
    CompiledContract compiled(Contract contract) {
        return contracts.computeIfAbsent(contract, CompiledContract::new);
    }

    Preparation prepare(Contract contract, AgentDefinition agent) {
        var name = agent.planner().playbook();
        var playbook = name.flatMap(catalog()::playbook);
        if (name.isPresent() && playbook.isEmpty()) {
            return new Preparation.NotReady("the agent " + agent.name() + " has no playbook " + name.get());
        }
        if (name.isEmpty() && models.of(ModelRole.PLANNER).isEmpty()) {
            return new Preparation.NotReady("the agent " + agent.name()
                    + " plans with a model, and there is none for the role planner; name one in models.yaml,"
                    + " or a playbook as the planner's fallback");
        }
        var needed = neededTools(agent);
        var missing = needed.stream().filter(tool -> tools.find(tool).isEmpty()).toList();
        if (!missing.isEmpty()) {
            return new Preparation.NotReady("the agent " + agent.name() + " cannot work now: its tools " + missing
                    + " are unavailable; see the connections of the workspace");
        }
        var specs = needed.stream()
                .flatMap(tool -> tools.find(tool).map(Tool::spec).stream())
                .toList();
        try {
            return ready(prepared(contract, agent, playbook, specs));
        } catch (ExpressionException | JsonException e) {
            return new Preparation.NotReady("the agent " + agent.name() + " cannot work: " + e.getMessage());
        }
    }

    private Prepared prepared(
            Contract contract, AgentDefinition agent, Optional<Playbook> playbook, List<ToolSpec> specs) {
        var contracts = catalog().contracts();
        var last = prepared.get(contract.id());
        if (last != null && last.isOf(contract, contracts, agent, playbook, specs)) {
            return last;
        }
        var definition = new RunDefinition(
                agent.name(),
                agent.goal(),
                contract,
                agent.tools(),
                specs,
                playbook.map(Playbook::name).orElse(""),
                playbook.map(RunDefinition::planOf).orElse(Json.object()),
                agent.limits(),
                agent.onFailure(),
                RunDefinition.callees(contracts, agent.name()),
                agent.planner().planning());
        var digest = definition.digest();
        var program = programs.computeIfAbsent(digest, ignored -> new RunProgram(definition));
        var made = new Prepared(contract, contracts, agent, playbook, specs, program, digest);
        prepared.put(contract.id(), made);
        return made;
    }

    private Preparation ready(Prepared prepared) {
        var program = prepared.program();
        var definition = program.definition();
        if (definition.hasPlaybook() && program.compile(definition.plan()) instanceof Compilation.Rejected rejected) {
            return new Preparation.NotReady(
                    "the playbook " + definition.playbook() + " does not compile: " + rejected.problems());
        }
        return switch (policiesFor(prepared.digest(), program)) {
            case PolicySet.Compilation.Compiled current ->
                new Preparation.Ready(program, prepared.digest(), current.policies());
            case PolicySet.Compilation.Broken broken ->
                new Preparation.NotReady(
                        "the policies of the agent " + definition.agent() + " are broken: " + broken.problems());
        };
    }

    /** The agent's own tools, the reads of its policies' facts, and what its writes are looked up and undone by. */
    private Set<ToolName> neededTools(AgentDefinition agent) {
        var names = new LinkedHashSet<>(agent.tools());
        catalog().policiesOf(agent).forEach(policy -> policy.facts().values().forEach(fact -> names.add(fact.read())));
        for (var name : List.copyOf(names)) {
            tools.find(name).map(Tool::spec).ifPresent(spec -> {
                spec.idempotency().lookup().ifPresent(lookup -> names.add(lookup.tool()));
                spec.undo().map(Undo::tool).filter(agent.tools()::contains).ifPresent(names::add);
            });
        }
        return names;
    }

    /** How much an agent may do now. */
    Level level(String agent) {
        return levels.of(agent);
    }

    /** The current policies of a run's agent, compiled against the tools that the run keeps. */
    PolicySet.Compilation policiesFor(Digest definition, RunProgram program) {
        var agent = catalog().agent(program.definition().agent());
        var current = agent.map(catalog()::policiesOf).orElse(List.of());
        var last = judges.get(definition);
        if (last != null && last.policies().equals(current)) {
            return last.compilation();
        }
        var specs = new LinkedHashMap<ToolName, ToolSpec>(program.specs());
        tools.specs().forEach(spec -> specs.putIfAbsent(spec.name(), spec));
        var compilation = PolicySet.compile(
                current, specs, program.definition().contract().input());
        judges.put(definition, new Judges(current, compilation));
        return compilation;
    }

    /** The program of a run that has started. */
    RunProgram load(Digest digest) {
        return programs.computeIfAbsent(digest, missing -> {
            var events = store.read(stream(missing), 0);
            if (events.isEmpty()) {
                throw new IllegalStateException("the definition " + missing + " of a run is not in the log");
            }
            var payload = events.getFirst().event().contents().orElseThrow().payload();
            return new RunProgram(RunDefinition.fromJson(payload));
        });
    }

    /** What has to be committed together with the first run of a definition. */
    Optional<Append> storing(Digest digest, RunProgram program, Instant now) {
        if (stored.contains(digest)) {
            return Optional.empty();
        }
        if (!store.read(stream(digest), 0).isEmpty()) {
            stored.add(digest);
            return Optional.empty();
        }
        var event = new NewEvent(
                "Defined",
                now,
                Principal.SYSTEM.reference(),
                Optional.empty(),
                program.definition().toJson());
        return Optional.of(Append.chain(stream(digest), StreamHead.EMPTY, new ArrayList<>(List.of(event)), ids::salt));
    }

    private static StreamId stream(Digest digest) {
        return StreamId.of("definition", digest.hex());
    }
}
