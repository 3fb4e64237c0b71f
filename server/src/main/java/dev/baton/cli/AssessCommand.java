package dev.baton.cli;

import dev.baton.assess.AnswerSheet;
import dev.baton.assess.AssessmentFile;
import dev.baton.assess.AssessmentForm;
import dev.baton.assess.Portfolio;
import dev.baton.assess.Workflow;
import dev.baton.assess.WorkspaceReview;
import dev.baton.json.Json;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.WorkspaceLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells whether a piece of work is one for an assistant, for an agent or for both. */
@Command(
        name = "assess",
        description = "Find out which to build for a workflow: an assistant, an agent, or both. Asks six questions"
                + " unless the answers are given.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  baton assess",
            "  baton assess --answers yes,yes,no,no,yes,yes --name damage-claims --save assessment.yaml",
            "  baton assess --example > portfolio.yaml",
            "  baton assess --portfolio portfolio.yaml",
            "  baton assess --workspace examples/shop",
            "The exit code is 1 when a workspace has mismatches, 2 when something cannot be read."
        })
final class AssessCommand implements Callable<Integer> {
    @ArgGroup
    private From from = new From();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = Workflow.UNNAMED,
            description = "What to call the workflow (default: workflow).")
    private String name = "";

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Also write the answers to a new file, from which `baton new --from FILE` goes on.")
    private Optional<Path> save = Optional.empty();

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Where the answers come from; nothing means from whoever sits there. */
    static final class From {
        @Option(
                names = "--answers",
                paramLabel = "ANSWERS",
                description = "The answers in the order of the questions, as yes,no,yes,no,yes,no, or by name, as"
                        + " systems=yes,steps=no,unprompted=no,context=no,outcome=yes,people=yes.")
        private Optional<String> answers = Optional.empty();

        @Option(names = "--portfolio", paramLabel = "FILE", description = "Map the workflows of a file.")
        private Optional<Path> portfolio = Optional.empty();

        @Option(
                names = "--workspace",
                paramLabel = "DIR",
                description = "Look at what a workspace has, and tell what does not fit.")
        private Optional<Path> workspace = Optional.empty();

        @Option(names = "--example", description = "Print a portfolio to begin with.")
        private boolean example;
    }

    @Override
    public Integer call() throws IOException {
        if (save.isPresent() && (from.portfolio.isPresent() || from.workspace.isPresent() || from.example)) {
            throw CommandException.unusable(
                    "--save writes the answers of one workflow; it goes with --answers, or" + " with the questions.");
        }
        if (from.example) {
            out().print(AssessmentFile.example());
            return 0;
        } else if (from.portfolio.isPresent()) {
            return portfolio(read(from.portfolio.get()));
        } else if (from.workspace.isPresent()) {
            return workspace(from.workspace.get());
        }
        return workflow();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int workflow() throws IOException {
        save.filter(Files::exists).ifPresent(AssessCommand::exists);
        Workflow workflow;
        try {
            Workflow.requireName(name);
            var sheet = from.answers.isPresent() ? AnswerSheet.parse(from.answers.get()) : asked();
            workflow = Workflow.of(name, sheet.complete());
        } catch (IllegalArgumentException e) {
            throw CommandException.unusable(e.getMessage() + ".");
        }
        if (json) {
            out().println(AssessmentForm.of(workflow, Map.of()).write());
        } else {
            AssessmentText.print(out(), workflow, Map.of());
        }
        if (save.isPresent()) {
            save(save.get(), workflow);
        } else if (!json) {
            out().println();
            out().println("Start it with: baton new " + workflow.name() + " --template "
                    + workflow.starter().word());
        }
        return 0;
    }

    /** With --json the questions go where they do not disturb the document. */
    private AnswerSheet asked() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return new AssessDialog(lines, json ? spec.commandLine().getErr() : out()).ask();
    }

    private void save(Path file, Workflow workflow) {
        try {
            Files.writeString(
                    file,
                    AssessmentFile.write(new Portfolio(Map.of(), List.of(workflow))),
                    StandardOpenOption.CREATE_NEW);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw CommandException.failed(file + " cannot be written: " + e.getMessage());
        }
        if (!json) {
            out().println();
            out().println("The answers are in " + file + ". Start it with: baton new " + workflow.name() + " --from "
                    + file);
        }
    }

    private static CommandException exists(Path file) {
        throw CommandException.unusable(file + " is there already; nothing was written. Give --save another name.");
    }

    private int portfolio(Portfolio portfolio) {
        if (json) {
            out().println(AssessmentForm.of(portfolio).write());
        } else {
            AssessmentText.print(out(), portfolio);
        }
        return 0;
    }

    /** The workflows of a file. @throws CommandException with every problem of it */
    static Portfolio read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw CommandException.unusable(file + " cannot be read as a file of UTF-8 text.");
        }
        var read = AssessmentFile.read(file, text);
        if (!read.problems().isEmpty()) {
            throw CommandException.unusable(Serving.counted(read.problems().size()) + " in " + file + ":\n"
                    + String.join(
                            "\n",
                            read.problems().stream().map(Diagnostic::toString).toList()));
        }
        return read.portfolio();
    }

    private int workspace(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw CommandException.unusable("There is no folder " + folder + ".");
        }
        var loaded = WorkspaceLoader.load(folder);
        var review = WorkspaceReview.of(loaded.workspace());
        if (json) {
            out().println(Json.object(
                            "works",
                            Json.array(review.works().stream()
                                    .map(AssessCommand::work)
                                    .toList()))
                    .with("mismatches", diagnostics(review.mismatches()))
                    .with("problems", diagnostics(loaded.problems()))
                    .write());
        } else {
            AssessmentText.print(out(), Home.shown(folder), review, loaded.problems());
        }
        return review.mismatches().isEmpty() ? 0 : CommandException.FAILED;
    }

    private static Json work(WorkspaceReview.Work work) {
        return Json.object("name", Json.text(work.workflow().name()))
                .with("by", work.by())
                .with("built", work.built().word())
                .with("choice", work.workflow().assessment().choice().word())
                .with("answers", work.workflow().answers().toString());
    }

    private static Json diagnostics(List<Diagnostic> diagnostics) {
        return Json.array(diagnostics.stream()
                .map(it -> (Json) Json.object("file", Json.text(it.file().toString()))
                        .with("line", Json.number(it.line()))
                        .with("column", Json.number(it.column()))
                        .with("message", it.message()))
                .toList());
    }
}
