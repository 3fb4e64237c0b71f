package dev.baton.workspace;

import dev.baton.agent.AgentDefinition;
import dev.baton.assistant.AssistantDefinition;
import dev.baton.callback.Receivers;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.json.Fields;
import dev.baton.knowledge.KnowledgeDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.plan.PlanReader;
import dev.baton.plan.Playbook;
import dev.baton.policy.Policy;
import dev.baton.principal.People;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.trigger.TriggerDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads the definition files of a workspace and checks them, each for itself and against each other. */
public final class WorkspaceLoader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private final Path folder;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final Sources sources = new Sources();

    private WorkspaceLoader(Path folder) {
        this.folder = folder;
    }

    /** Reads everything; whatever is wrong is told in the result, and a bad file never hides the others. */
    public static LoadedWorkspace load(Path folder) {
        return new WorkspaceLoader(folder.toAbsolutePath().normalize()).load();
    }

    private LoadedWorkspace load() {
        problems.addAll(Layout.problems(folder));
        Definitions<AgentDefinition> agents = read(DefinitionKind.AGENT, new AgentReader());
        Definitions<AssistantDefinition> assistants = read(DefinitionKind.ASSISTANT, new AssistantReader());
        Definitions<Contract> contracts = read(
                DefinitionKind.CONTRACT,
                new ContractReader(),
                (name, contract) -> contract.id().toString());
        Definitions<ConnectionDefinition> connections = read(DefinitionKind.CONNECTION, new ConnectionReader());
        Definitions<Policy> policies = read(DefinitionKind.POLICY, new PolicyReader());
        Definitions<Playbook> playbooks = read(DefinitionKind.PLAYBOOK, WorkspaceLoader::playbook);
        Definitions<KnowledgeDefinition> knowledge = read(DefinitionKind.KNOWLEDGE, new KnowledgeReader(folder));
        Definitions<TriggerDefinition> triggers = read(DefinitionKind.TRIGGER, new TriggerReader());
        var people = readOne(DefinitionKind.PEOPLE, new PeopleReader()).orElse(People.NONE);
        var models = readOne(DefinitionKind.MODELS, new ModelsReader()).orElse(ModelsDefinition.NONE);
        var callbacks = readOne(DefinitionKind.CALLBACKS, new CallbacksReader()).orElse(Receivers.NONE);
        var prompts = PromptFiles.read(folder, problems);
        problems.addAll(new References(
                        agents,
                        assistants,
                        contracts,
                        connections,
                        policies,
                        playbooks,
                        knowledge,
                        triggers,
                        PeopleReader.named(people))
                .check());
        var workspace = new Workspace(
                folder,
                agents.byId(),
                assistants.byId(),
                byContractId(contracts),
                connections.byId(),
                policies.byId(),
                playbooks.byId(),
                knowledge.byId(),
                triggers.byId(),
                people,
                models,
                prompts,
                callbacks,
                sources);
        return new LoadedWorkspace(workspace, problems);
    }

    private static Map<ContractId, Contract> byContractId(Definitions<Contract> contracts) {
        var byId = new LinkedHashMap<ContractId, Contract>();
        contracts.forEach((contract, source) -> byId.put(contract.id(), contract));
        return byId;
    }

    private static Optional<Playbook> playbook(String name, Fields fields, String body) {
        var plan = PlanReader.read(fields);
        return fields.endWith(() -> new Playbook(name, plan.orElseThrow()));
    }

    private <T> Definitions<T> read(DefinitionKind kind, DefinitionReader<T> reader) {
        return read(kind, reader, (name, definition) -> name);
    }

    private <T> Definitions<T> read(
            DefinitionKind kind, DefinitionReader<T> reader, BiFunction<String, T, String> identity) {
        var definitions = new Definitions<T>();
        for (var file : files(kind)) {
            var source = SourceFile.read(folder, file, kind.form());
            if (!source.mistakes().isEmpty()) {
                problems.addAll(source.mistakes());
                definitions.addBroken(source.stem());
                continue;
            }
            var fields = Fields.of(source.document().json());
            checkKind(fields, kind);
            fields.required("name");
            var name = fields.parsed("name", WorkspaceLoader::checkedName).orElse(source.stem());
            var definition = reader.read(name, fields, source.body());
            fields.problems().forEach(problem -> problems.add(source.diagnostic(problem)));
            definition.ifPresentOrElse(
                    sound -> add(definitions, kind, identity.apply(name, sound), sound, source),
                    () -> definitions.addBroken(name));
        }
        return definitions;
    }

    private <T> void add(Definitions<T> definitions, DefinitionKind kind, String id, T definition, SourceFile source) {
        sources.add(kind, id, source);
        definitions.add(id, definition, source).ifPresent(earlier -> {
            definitions.addBroken(id); // nobody knows which of them is meant
            problems.add(source.diagnostic(
                    "/name", "'" + id + "' is already the name of " + earlier.file() + "; names are unique"));
        });
    }

    /** Reads a kind that has one file; without the file there is nothing to say. */
    private <T> Optional<T> readOne(DefinitionKind kind, DefinitionReader<T> reader) {
        var file = folder.resolve(kind.fileName());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var source = SourceFile.read(folder, file, kind.form());
        problems.addAll(source.mistakes());
        if (!source.mistakes().isEmpty()) {
            return Optional.empty();
        }
        sources.add(kind, source.stem(), source);
        var fields = Fields.of(source.document().json());
        checkKind(fields, kind);
        var definition = reader.read(source.stem(), fields, "");
        fields.problems().forEach(problem -> problems.add(source.diagnostic(problem)));
        return definition;
    }

    private static void checkKind(Fields fields, DefinitionKind expected) {
        fields.required("kind");
        fields.optionalText("kind")
                .filter(kind -> !kind.equals(expected.word()))
                .ifPresent(kind -> {
                    var instead = expected.home() + " holds '" + expected.word() + "'";
                    fields.problem(
                            "kind",
                            DefinitionKind.of(kind)
                                    .map(other -> "a " + kind + " lives in " + other.home() + "; " + instead)
                                    .orElse("unknown kind '" + kind + "'; " + instead));
                });
    }

    private static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a name (small letters, digits, dashes)");
        }
        return name;
    }

    /** The files of a kind in the order of their names; hidden ones and folders are not looked at. */
    private List<Path> files(DefinitionKind kind) {
        var home = folder.resolve(kind.folder());
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        var files = new ArrayList<Path>();
        try (var entries = Files.list(home)) {
            entries.filter(Files::isRegularFile).sorted().forEach(file -> {
                var name = String.valueOf(file.getFileName());
                if (kind.form().fits(name)) {
                    files.add(file);
                } else if (!name.startsWith(".")) {
                    problems.add(Diagnostic.at(
                            folder.relativize(file),
                            Position.START,
                            "files in " + kind.home() + " are " + kind.form().words()));
                }
            });
        } catch (IOException e) {
            problems.add(Diagnostic.at(Path.of(kind.folder()), Position.START, "cannot be listed: " + e.getMessage()));
        }
        return files;
    }
}
