package dev.baton.cli;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an operator does about a single step of a run. */
@Command(
        name = "step",
        description = "Complete, skip or retry a step of a run.",
        subcommands = {StepCommand.Complete.class, StepCommand.Skip.class, StepCommand.Retry.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  baton step retry r-01k refund --as omar"})
final class StepCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "complete, skip or retry?");
    }

    /** Sends what is wanted of the step. */
    abstract static class OfStep extends ClientCommand {
        @Parameters(index = "0", paramLabel = "RUN", description = "The run.")
        private String run = "";

        @Parameters(index = "1", paramLabel = "STEP", description = "The step, as in refund or notify[2].")
        private String step = "";

        abstract Json.Obj body();

        abstract String verb();

        abstract String done();

        @Override
        public Integer call() {
            var place = "/api/runs/" + Api.part(run) + "/steps/" + Api.part(step) + "/" + verb();
            var changed = api().post(place, body());
            if (!printed(changed)) {
                out().println(step + " " + done() + "; " + Output.text(changed, "id") + " is "
                        + Output.text(changed, "state") + " now");
            }
            return 0;
        }
    }

    @Command(
            name = "complete",
            description =
                    "Say that you did a step outside of Baton, or that an effect with an unknown outcome happened.",
            footer = {"", "Example:", "  baton step complete r-01k refund --reference RF-77 --as omar"})
    static final class Complete extends OfStep {
        @Option(
                names = "--reference",
                paramLabel = "ID",
                description = "What the system calls it: its id, or its whole answer as JSON.")
        private Optional<String> reference = Optional.empty();

        @Option(names = "--did-not-happen", description = "An effect with an unknown outcome did not happen.")
        private boolean didNotHappen;

        @Override
        Json.Obj body() {
            var body = Json.object("happened", Json.bool(!didNotHappen));
            return reference.map(text -> body.with("reference", value(text))).orElse(body);
        }

        private static Json value(String text) {
            try {
                return text.strip().startsWith("{") ? Json.parse(text) : Json.text(text);
            } catch (JsonException e) {
                throw CommandException.unusable("The reference is not JSON: " + e.getMessage());
            }
        }

        @Override
        String verb() {
            return "resolve";
        }

        @Override
        String done() {
            return didNotHappen ? "did not happen" : "was done by hand";
        }
    }

    @Command(name = "skip", description = "Have a step not done. What cannot do without its result fails.")
    static final class Skip extends OfStep {
        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the run.")
        private String reason = "";

        @Override
        Json.Obj body() {
            return Json.object("reason", Json.text(reason));
        }

        @Override
        String verb() {
            return "skip";
        }

        @Override
        String done() {
            return "is skipped";
        }
    }

    @Command(
            name = "retry",
            description = "Try again what failed or waits for its next attempt.",
            footer = {
                "",
                "A write whose outcome is unknown goes by its idempotency key or a lookup, never blindly;",
                "what certainly was not done is ruled again and gets a new effect."
            })
    static final class Retry extends OfStep {
        @Override
        Json.Obj body() {
            return Json.object();
        }

        @Override
        String verb() {
            return "retry";
        }

        @Override
        String done() {
            return "is tried again";
        }
    }
}
