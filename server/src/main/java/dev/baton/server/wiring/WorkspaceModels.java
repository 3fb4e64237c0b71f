package dev.baton.server.wiring;

import dev.baton.engine.Ids;
import dev.baton.event.EventStore;
import dev.baton.model.ModelProbe;
import dev.baton.model.ModelsDefinition;
import dev.baton.models.supply.GenAiWatch;
import dev.baton.models.supply.Resilience;
import dev.baton.models.supply.SuppliedModels;
import dev.baton.models.supply.SuppliedModels.Notice;
import dev.baton.models.supply.SuppliedModels.Supply;
import dev.baton.workspace.DefinitionKind;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.Settings;
import dev.baton.workspace.Workspace;
import dev.baton.workspace.WorkspaceLoader;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the models of a workspace with the keys that were set, and says which are missing. */
public final class WorkspaceModels {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceModels.class);

    private WorkspaceModels() {}

    /** @param others to be used instead of the workspace's own */
    static SuppliedModels open(
            Workspace workspace, Optional<ModelsDefinition> others, Settings settings, EventStore store) {
        var definition = others.orElse(workspace.models());
        var clock = InstantSource.system();
        var ids = new Ids(clock, new SecureRandom());
        var models = SuppliedModels.open(
                definition,
                workspace.prompts(),
                new Supply(
                        settings::resolve,
                        new LoggedSpending(store, ids::next, ids::salt),
                        // whoever wants spans brings an agent or an SDK; until then this one does nothing
                        new GenAiWatch(GlobalOpenTelemetry.get(), definition.recordsContent()),
                        clock,
                        Resilience.USUAL));
        models.notices().forEach(notice -> LOG.warn("{}", notice.message()));
        return models;
    }

    /** Which models cannot be asked: that is no mistake in a file, but has consequences. */
    static List<Diagnostic> missing(Workspace workspace, Settings settings) {
        try (var models =
                SuppliedModels.open(workspace.models(), workspace.prompts(), Supply.plain(settings::resolve))) {
            return models.notices().stream()
                    .map(notice -> at(workspace, notice))
                    .toList();
        }
    }

    /**
     * Asks each model of a workspace one tiny thing, without a server.
     *
     * @throws dev.baton.workspace.LoadedWorkspace.WorkspaceException with every problem of the files
     */
    public static List<ModelProbe> probe(Path folder, Settings settings) throws InterruptedException {
        var workspace = WorkspaceLoader.load(folder).orThrow();
        try (var models =
                SuppliedModels.open(workspace.models(), workspace.prompts(), Supply.plain(settings::resolve))) {
            return models.probe();
        }
    }

    private static Diagnostic at(Workspace workspace, Notice notice) {
        return workspace
                .sources()
                .diagnostic(DefinitionKind.MODELS, "models", "/models/" + notice.model() + "/key", notice.message());
    }
}
