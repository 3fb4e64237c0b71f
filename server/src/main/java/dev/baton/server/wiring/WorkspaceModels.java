package dev.baton.server.wiring;

import dev.baton.model.ModelsDefinition;
import dev.baton.models.supply.SuppliedModels;
import dev.baton.models.supply.SuppliedModels.Notice;
import dev.baton.models.supply.SuppliedModels.Supply;
import dev.baton.workspace.DefinitionKind;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.Settings;
import dev.baton.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the models of a workspace with the keys that were set, and says which are missing. */
public final class WorkspaceModels {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceModels.class);

    private WorkspaceModels() {}

    /** @param others to be used instead of the workspace's own */
    static SuppliedModels open(Workspace workspace, Optional<ModelsDefinition> others, Settings settings) {
        var models = SuppliedModels.open(
                others.orElse(workspace.models()), workspace.prompts(), Supply.plain(settings::resolve));
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

    private static Diagnostic at(Workspace workspace, Notice notice) {
        return workspace
                .sources()
                .diagnostic(DefinitionKind.MODELS, "models", "/models/" + notice.model() + "/key", notice.message());
    }
}
