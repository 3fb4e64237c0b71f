package dev.baton.server.wiring;

import dev.baton.connect.ConnectionStatus;
import dev.baton.json.Json;
import dev.baton.tool.ToolSpec;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.Settings;
import dev.baton.workspace.WorkspaceLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that can be said about a workspace without serving it.
 *
 * @param document the workspace as JSON, as the API shows it
 * @param problems by place; sound when there are none
 * @param warnings what could not be checked, by place
 * @param ofNoUse what is sound and can never matter, by place
 */
public record WorkspaceCheck(
        Json.Obj document, List<Diagnostic> problems, List<Diagnostic> warnings, List<Diagnostic> ofNoUse) {
    public WorkspaceCheck {
        ofNoUse = List.copyOf(ofNoUse);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** Reads the files only. */
    public static WorkspaceCheck offline(Path folder) {
        var loaded = WorkspaceLoader.load(folder);
        return new WorkspaceCheck(
                WorkspaceForm.of(loaded.workspace(), List.of(), List.of(), loaded.problems()),
                loaded.problems(),
                WorkspaceHooks.unsafe(loaded.workspace()),
                loaded.sound() ? Inspection.ofNoUse(loaded.workspace(), List.of()) : List.of());
    }

    /** Reads the files and, when they are sound, asks every system what it offers. Nothing is changed anywhere. */
    public static WorkspaceCheck connected(Path folder, Settings settings) throws InterruptedException {
        var loaded = WorkspaceLoader.load(folder);
        if (!loaded.sound()) {
            return offline(folder);
        }
        try (var connections = WorkspaceConnections.open(loaded.workspace(), settings)) {
            List<ToolSpec> specs = connections.specs();
            List<ConnectionStatus> status = connections.status();
            var problems = Inspection.of(loaded.workspace(), specs, status);
            var hooks = WorkspaceHooks.of(loaded.workspace(), settings);
            return new WorkspaceCheck(
                    WorkspaceForm.of(loaded.workspace(), status, specs, problems)
                            .with("triggers", WorkspaceHooks.form(hooks)),
                    problems,
                    Stream.of(
                                    Inspection.down(loaded.workspace(), status),
                                    WorkspaceModels.missing(loaded.workspace(), settings),
                                    Unset.in(loaded.workspace(), settings),
                                    WorkspaceHooks.warnings(loaded.workspace(), hooks))
                            .flatMap(List::stream)
                            .toList(),
                    Inspection.ofNoUse(loaded.workspace(), specs));
        }
    }
}
