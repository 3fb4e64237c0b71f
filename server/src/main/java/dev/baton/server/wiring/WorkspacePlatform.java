package dev.baton.server.wiring;

import dev.baton.connect.ConnectionStatus;
import dev.baton.connect.Connections;
import dev.baton.connect.http.HostLookup;
import dev.baton.engine.Approvals;
import dev.baton.engine.Callbacks;
import dev.baton.engine.Catalog;
import dev.baton.engine.Conversations;
import dev.baton.engine.Engine;
import dev.baton.engine.EngineSettings;
import dev.baton.engine.Erasures;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Inbox;
import dev.baton.engine.Oversight;
import dev.baton.engine.Runs;
import dev.baton.engine.Switchboard;
import dev.baton.event.EventStore;
import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.model.ModelProbe;
import dev.baton.model.ModelsStatus;
import dev.baton.models.MeaningSimilarity;
import dev.baton.models.MiniLm;
import dev.baton.models.search.DocumentIndex;
import dev.baton.models.supply.SuppliedModels;
import dev.baton.principal.People;
import dev.baton.server.AlwaysAllow;
import dev.baton.server.Platform;
import dev.baton.server.ServerOptions;
import dev.baton.server.door.Seal;
import dev.baton.server.door.a2a.A2aFormat;
import dev.baton.server.door.callback.SignedFormat;
import dev.baton.server.door.hook.Hook;
import dev.baton.server.identity.Tokens;
import dev.baton.tool.ToolSpec;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.LoadedWorkspace;
import dev.baton.workspace.Workspace;
import dev.baton.workspace.WorkspaceLoader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A workspace at work in this process, over a store in a folder. */
public final class WorkspacePlatform implements Platform {
    private final String node;
    private final Workspace workspace;
    private final EventStore store;
    private final Connections connections;
    private final Engine engine;
    private final Conversations conversations;
    private final SuppliedModels models;
    private final List<Tokens> tokens;
    private final Optional<Seal> seal;
    private final List<Hook> hooks;
    private final Opened opened;
    private volatile Inspected inspected = Inspected.NOTHING;

    private WorkspacePlatform(
            String node,
            Workspace workspace,
            EventStore store,
            Connections connections,
            Engine engine,
            Conversations conversations,
            SuppliedModels models,
            List<Tokens> tokens,
            Optional<Seal> seal,
            List<Hook> hooks,
            Opened opened) {
        this.node = node;
        this.workspace = workspace;
        this.store = store;
        this.connections = connections;
        this.engine = engine;
        this.conversations = conversations;
        this.models = models;
        this.tokens = tokens;
        this.seal = seal;
        this.hooks = hooks;
        this.opened = opened;
    }

    /**
     * Reads the workspace, opens everything and goes on with what was left unfinished. Nothing is opened when a file has a
     * problem.
     *
     * @throws dev.baton.workspace.LoadedWorkspace.WorkspaceException with every problem of the files
     * @throws dev.baton.event.StoreUnavailableException when the store cannot be used
     */
    public static WorkspacePlatform open(ServerOptions options) throws InterruptedException {
        var workspace = WorkspaceLoader.load(options.workspace()).orThrow();
        var opened = new Opened();
        try {
            return open(workspace, options, opened);
        } catch (InterruptedException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static WorkspacePlatform open(Workspace workspace, ServerOptions options, Opened opened)
            throws InterruptedException {
        var node = NodeName.of(options.store());
        var tokens = WorkspaceTokens.of(workspace.people(), options.settings());
        var hooks = WorkspaceHooks.open(workspace, options.settings());
        var stores = Stores.open(options.store(), opened);
        var store = stores.log();
        // closed after the engine, so that the last checkpoint covers what it did
        opened.keep(Signing.start(options, store));
        var connections = opened.keep(WorkspaceConnections.open(workspace, options.settings()));
        new LoadedWorkspace(workspace, Inspection.writesOfAssistants(workspace, connections.specs())).orThrow();
        var catalog = catalog(workspace);
        var models = opened.keep(WorkspaceModels.open(workspace, options.models(), options.settings(), store));
        var seal = workspace.callbacks().seal().map(options.settings()::resolve).map(Seal::new);
        var callbacks = opened.keep(CallbackPost.open(
                workspace.callbacks(),
                options.settings()::resolve,
                List.of(new SignedFormat(), new A2aFormat()),
                seal,
                HostLookup.SYSTEM,
                InstantSource.system()));
        var engine = opened.keep(Engine.start(EngineSettings.embedded(store, stores.views(), connections, () -> catalog)
                .withNode(node)
                .withCallbacks(callbacks)
                .withModels(models)));
        workspace
                .people()
                .notices()
                .map(it -> opened.keep(Notices.start(workspace.people(), it, connections, webhook(it, options))))
                .ifPresent(notices -> {
                    engine.onWaiting(notices::tell);
                    engine.onEscalated(notices::tellOfEscalation);
                });
        var embeddings = opened.keep(new MiniLm());
        var knowledge = opened.keep(new DocumentIndex(workspace.knowledge().values(), embeddings));
        var conversations = Assistants.of(
                workspace,
                store,
                engine.tools(),
                engine.handoffs(),
                engine.runs(),
                knowledge,
                new MeaningSimilarity(embeddings),
                models);
        return new WorkspacePlatform(
                node, workspace, store, connections, engine, conversations, models, tokens, seal, hooks, opened);
    }

    private static Optional<SignedWebhook> webhook(People.Notices notices, ServerOptions options) {
        return notices.webhook()
                .map(it -> new SignedWebhook(
                        options.settings().resolve(it.url()),
                        options.settings().resolve(it.secret()),
                        it.privateNetwork(),
                        InstantSource.system()));
    }

    private static Catalog catalog(Workspace workspace) {
        return new Catalog(
                List.copyOf(workspace.contracts().values()),
                List.copyOf(workspace.agents().values()),
                List.copyOf(workspace.policies().values()),
                List.copyOf(workspace.playbooks().values()),
                workspace.people());
    }

    @Override
    public Handoffs handoffs() {
        return engine.handoffs();
    }

    @Override
    public Runs runs() {
        return engine.runs();
    }

    @Override
    public Approvals approvals() {
        return engine.approvals();
    }

    @Override
    public Callbacks callbacks() {
        return engine.callbacks();
    }

    @Override
    public boolean hasReceivers() {
        return !workspace.callbacks().all().isEmpty();
    }

    @Override
    public Optional<Seal> seal() {
        return seal;
    }

    @Override
    public Inbox inbox() {
        return engine.inbox();
    }

    @Override
    public Conversations conversations() {
        return conversations;
    }

    @Override
    public Erasures erasures() {
        return engine.erasures();
    }

    @Override
    public Switchboard switches() {
        return engine.switches();
    }

    @Override
    public Oversight oversight() {
        return engine.oversight();
    }

    @Override
    public People people() {
        return workspace.people();
    }

    @Override
    public List<Tokens> tokens() {
        return tokens;
    }

    @Override
    public List<Contract> contracts() {
        return List.copyOf(workspace.contracts().values());
    }

    @Override
    public List<String> assistants() {
        return workspace.assistants().keySet().stream().sorted().toList();
    }

    @Override
    public List<Hook> hooks() {
        return hooks;
    }

    @Override
    public Set<String> roles() {
        return Roles.mentionedIn(workspace);
    }

    @Override
    public AlwaysAllow alwaysAllow(String approval) {
        return engine.approvals()
                .find(approval)
                .map(view -> new RuleProposals(workspace, connections.specs()).propose(view, Instant.now()))
                .orElseGet(() -> new AlwaysAllow.NotFound("there is no approval " + approval));
    }

    @Override
    public Json.Obj describe() {
        var status = connections.status();
        var specs = connections.specs();
        return WorkspaceForm.of(workspace, status, specs, problems(status, specs))
                .with("triggers", WorkspaceHooks.form(hooks))
                .with("node", node)
                .with(
                        "switches",
                        Json.array(engine.switches().off().stream()
                                .map(JsonMapping::toJson)
                                .toList()));
    }

    /** Looking into everything takes a moment, and only matters again when a system said something new. */
    private List<Diagnostic> problems(List<ConnectionStatus> status, List<ToolSpec> specs) {
        var known = inspected;
        if (!known.isOf(status, specs)) {
            known = new Inspected(status, specs, Inspection.of(workspace, specs, status));
            inspected = known;
        }
        return known.problems();
    }

    private record Inspected(List<ConnectionStatus> status, List<ToolSpec> specs, List<Diagnostic> problems) {
        static final Inspected NOTHING = new Inspected(List.of(), List.of(), List.of());

        boolean isOf(List<ConnectionStatus> others, List<ToolSpec> otherSpecs) {
            return status.equals(others) && specs.equals(otherSpecs);
        }
    }

    @Override
    public ModelsStatus models() {
        return models.status();
    }

    @Override
    public List<ModelProbe> probeModels() throws InterruptedException {
        return models.probe();
    }

    @Override
    public Optional<String> refusal() {
        return store.refusal();
    }

    @Override
    public void handOver() {
        engine.close();
    }

    @Override
    public void close() {
        opened.close();
    }
}
