package dev.baton.cli;

import dev.baton.json.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes that wait for a person. Without more it lists the open ones. */
@Command(
        name = "approvals",
        description = "List the writes that wait for a person, and decide them.",
        subcommands = {
            ApprovalsCommand.Listed.class,
            ApprovalsCommand.Approve.class,
            ApprovalsCommand.Deny.class,
            ApprovalsCommand.AlwaysAllow.class
        },
        footer = {"", "Example:", "  baton approvals approve a-0199 --as lena --comment \"photo shows the damage\""})
final class ApprovalsCommand extends ClientCommand {

    @Override
    public Integer call() {
        return list(this, "open");
    }

    private static int list(ClientCommand command, String state) {
        var approvals = command.api().get("/api/approvals?state=" + (state.equals("all") ? "" : Api.part(state)));
        if (command.printed(approvals)) {
            return 0;
        }
        if (approvals.asArray().isEmpty()) {
            command.out().println("Nothing waits for a decision.");
            return 0;
        }
        Output.table(
                command.out(),
                List.of("APPROVAL", "STATE", "BY", "TOOL", "ARGUMENTS", "FOR", "EXPIRES"),
                approvals.asArray().stream().map(ApprovalsCommand::row).toList());
        return 0;
    }

    private static List<String> row(Json approval) {
        return List.of(
                Output.text(approval, "id"),
                Output.text(approval, "state"),
                Output.text(approval, "by"),
                Output.text(approval, "tool"),
                Output.text(approval, "args"),
                Output.text(approval, "subject"),
                Output.time(approval, "expires"));
    }

    /** Lists them by state. */
    @Command(name = "list", description = "List approvals.")
    static final class Listed extends ClientCommand {
        @Option(
                names = "--state",
                paramLabel = "STATE",
                defaultValue = "open",
                description = "open, approved, denied, expired, voided or all (default: open).")
        private String state = "";

        @Override
        public Integer call() {
            return list(this, state);
        }
    }

    /** Proposes to ask no more. */
    @Command(
            name = "always-allow",
            description = "Print the change of the policy file after which this would not be asked any more.",
            footer = {"", "Nothing is changed. Example:", "  baton approvals always-allow r-01k…-a1 > allow.patch"})
    static final class AlwaysAllow extends ClientCommand {
        @Parameters(paramLabel = "ID", description = "The approval.")
        private String id = "";

        @Override
        public Integer call() {
            var proposed = api().get("/api/approvals/" + Api.part(id) + "/always-allow");
            if (!printed(proposed)) {
                Output.list(proposed, "notes").forEach(note -> err().println(said(note)));
                Output.list(proposed, "failures").forEach(failure -> err().println("! " + said(failure)));
                out().print(Output.text(proposed, "diff"));
            }
            return 0;
        }

        private static String said(Json text) {
            return Output.printable(text.asText().orElse(""));
        }
    }

    /** Says yes. */
    @Command(name = "approve", description = "Approve exactly what is shown by `baton approvals`.")
    static final class Approve extends Decision {
        Approve() {
            super("approve");
        }
    }

    /** Says no. */
    @Command(name = "deny", description = "Deny a write; nothing is done.")
    static final class Deny extends Decision {
        Deny() {
            super("deny");
        }
    }

    /** A decision about one of them. */
    abstract static class Decision extends ClientCommand {
        private final String word;

        @Parameters(paramLabel = "ID", description = "The approval.")
        private String id = "";

        @Option(names = "--comment", paramLabel = "TEXT", description = "Why; it is kept with the decision.")
        private Optional<String> comment = Optional.empty();

        Decision(String word) {
            this.word = word;
        }

        @Override
        public Integer call() {
            var body = Json.object("decision", Json.text(word));
            if (comment.isPresent()) {
                body = body.with("comment", comment.get());
            }
            var approval = api().post("/api/approvals/" + Api.part(id) + "/decision", body);
            if (!printed(approval)) {
                out().println(Output.text(approval, "id") + " is " + Output.text(approval, "state") + ": "
                        + Output.text(approval, "tool") + " " + Output.text(approval, "args"));
            }
            return 0;
        }
    }
}
