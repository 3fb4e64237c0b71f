package dev.baton.cli;

import dev.baton.json.Json;
import dev.baton.server.api.ModelForm;
import dev.baton.server.wiring.WorkspaceModels;
import dev.baton.workspace.LoadedWorkspace.WorkspaceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether the models work. */
@Command(
        name = "doctor",
        description =
                "Ask each model one tiny thing, and say what is wrong and what to do. Asks the models of a running"
                        + " server, or with --workspace those of a folder.",
        mixinStandardHelpOptions = true,
        footer = {"", "The exit code is 0 only when every model answered. A call costs a few tokens."})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private Api api = new Api();

    @Option(names = "--workspace", paramLabel = "DIR", description = "Ask the models of this folder, without a server.")
    private Optional<Path> workspace = Optional.empty();

    @Option(names = "--config", paramLabel = "NAME=VALUE", description = "With --workspace: as for `baton start`.")
    private Map<String, String> config = Map.of();

    @Option(names = "--secrets", paramLabel = "FILE", description = "With --workspace: as for `baton start`.")
    private Optional<Path> secrets = Optional.empty();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var probes = probes();
        var out = spec.commandLine().getOut();
        if (api.json()) {
            out.println(probes.write());
        } else if (probes.asArray().isEmpty()) {
            out.println("There are no models: assistants fill forms, playbooks make the plans and people judge.");
        } else {
            Output.table(
                    out,
                    List.of("MODEL", "PROVIDER", "HOST", "KEY", "RESULT"),
                    probes.asArray().stream().map(DoctorCommand::row).toList());
            probes.asArray().stream()
                    .filter(probe -> probe.get("problem").isPresent())
                    .forEach(probe -> out.println(Output.text(probe, "name") + ": " + Output.text(probe, "problem")));
        }
        return probes.asArray().stream().allMatch(DoctorCommand::works) ? 0 : CommandException.FAILED;
    }

    private Json probes() throws InterruptedException {
        if (workspace.isEmpty()) {
            return api.post("/api/models/check", Json.object());
        }
        // what would be logged is among the results already
        System.setProperty("baton.log", "OFF");
        try {
            return ModelForm.of(WorkspaceModels.probe(workspace.get(), Serving.settings(config, secrets)));
        } catch (WorkspaceException e) {
            throw CommandException.unusable("the workspace " + Home.shown(workspace.get()) + " has "
                    + Serving.counted(e.problems().size()) + ":\n" + e.getMessage());
        }
    }

    private static List<String> row(Json probe) {
        return List.of(
                Output.text(probe, "name"),
                Output.text(probe, "provider") + " " + Output.text(probe, "model"),
                Output.text(probe, "host"),
                Output.text(probe, "key").isEmpty() ? "none" : Output.text(probe, "key"),
                works(probe) ? "ok in " + Output.text(probe, "millis") + " ms" : "does not work");
    }

    private static boolean works(Json probe) {
        return probe.get("works").equals(Optional.of(Json.Bool.TRUE));
    }
}
