package dev.baton.cli;

import dev.baton.assess.Choice;
import dev.baton.assess.Portfolio;
import dev.baton.assess.Starter;
import dev.baton.assess.Template;
import dev.baton.assess.Workflow;
import dev.baton.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a workspace to start from. */
@Command(
        name = "new",
        description = "Write a new workspace that runs at once with `baton demo --workspace NAME`.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Templates: order-help (an assistant), replacement and lost-parcel (agents), refund (both; the default).",
            "Examples:",
            "  baton new claims --template refund",
            "  baton assess --save assessment.yaml && baton new claims --from assessment.yaml",
            "What is there already is never overwritten."
        })
final class NewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The name of the workspace, and of its folder.")
    private String name = "";

    @ArgGroup
    private What what = new What();

    @Option(
            names = "--workflow",
            paramLabel = "NAME",
            description = "Which workflow of the file given by --from, when it has several.")
    private Optional<String> workflow = Optional.empty();

    @Option(
            names = "--in",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where to make its folder (default: the current one).")
    private Path parent = Path.of("");

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** What to begin with. */
    static final class What {
        @Option(
                names = "--from",
                paramLabel = "FILE",
                description = "An assessment, as `baton assess --save` writes it.")
        private Optional<Path> from = Optional.empty();

        @Option(names = "--template", paramLabel = "NAME", description = "A template by its name.")
        private Optional<String> template = Optional.empty();
    }

    @Override
    public Integer call() {
        Starter starter;
        try {
            starter = starter();
        } catch (IllegalArgumentException e) {
            throw CommandException.unusable(e.getMessage() + ". Nothing was written.");
        }
        var folder = StarterFolder.write(starter, parent);
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(Json.object("folder", Json.text(folder.toString()))
                            .with("template", starter.template().word())
                            .with(
                                    "files",
                                    Json.array(starter.files().keySet().stream()
                                            .map(Json::text)
                                            .toList()))
                            .write());
        } else {
            tell(starter, Home.shown(folder));
        }
        return 0;
    }

    private Starter starter() {
        if (workflow.isPresent() && what.from.isEmpty()) {
            throw new IllegalArgumentException("--workflow names a workflow of the file that --from gives");
        }
        Workflow.requireName(name);
        if (what.from.isPresent()) {
            var portfolio = AssessCommand.read(what.from.get());
            return Starter.of(name, chosen(portfolio), portfolio.systems());
        }
        return Starter.of(name, what.template.map(Template::parse).orElse(Template.usual(Choice.HYBRID)));
    }

    private Workflow chosen(Portfolio portfolio) {
        var names = portfolio.workflows().stream().map(Workflow::name).collect(Collectors.joining(", "));
        if (workflow.isEmpty() && portfolio.workflows().size() > 1) {
            throw new IllegalArgumentException("the file has several workflows; say which with --workflow: " + names);
        }
        return workflow.map(wanted -> portfolio
                        .workflow(wanted)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the file has no workflow '" + wanted + "', only " + names)))
                .orElseGet(() -> portfolio.workflows().getFirst());
    }

    private void tell(Starter starter, String folder) {
        var out = spec.commandLine().getOut();
        out.println("Wrote " + folder + ", which " + starter.template().description() + " (template "
                + starter.template().word() + "):");
        starter.files().keySet().forEach(file -> out.println("  " + file));
        out.println();
        out.println("Check it:  ./baton check " + folder + " --offline");
        out.println("Run it:    ./baton demo --workspace " + folder);
        out.println("Read on:   " + Path.of(folder, "README.md"));
    }
}
