package dev.baton.cli;

import dev.baton.json.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What waits for people. Without more it lists it, the oldest first. */
@Command(
        name = "inbox",
        description = "List what waits for people, the oldest first, and share it.",
        subcommands = {
            InboxCommand.Take.class,
            InboxCommand.GiveBack.class,
            InboxCommand.Reassign.class,
            InboxCommand.Close.class,
            InboxCommand.Decide.class,
            InboxCommand.Away.class,
            InboxCommand.Back.class
        },
        footer = {"", "Example:", "  baton inbox --for-me --as lena --search ORD-100234"})
final class InboxCommand extends ClientCommand {
    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "approval, question, unknown-effect, exception, failed-handoff, stuck-run or review.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--role", paramLabel = "ROLE", description = "Only what waits for this role.")
    private Optional<String> role = Optional.empty();

    @Option(names = "--skill", paramLabel = "SKILL", description = "Only what asks for this skill.")
    private Optional<String> skill = Optional.empty();

    @Option(names = "--rule", paramLabel = "POLICY/RULE", description = "Only what this rule asks for.")
    private Optional<String> rule = Optional.empty();

    @Option(names = "--run", paramLabel = "RUN", description = "Only what this run waits for.")
    private Optional<String> run = Optional.empty();

    @Option(names = "--for-me", description = "Only what you may act on and have the skills for.")
    private boolean forMe;

    @Option(names = "--mine", description = "Only what you have, or what somebody has for whom you stand in.")
    private boolean mine;

    @Option(names = "--free", description = "Only what nobody has.")
    private boolean free;

    @Option(names = "--overdue", description = "Only what has waited longer than its role allows.")
    private boolean overdue;

    @Option(names = "--search", paramLabel = "WORDS", description = "Only what has all of these words.")
    private Optional<String> words = Optional.empty();

    @Option(names = "--after", paramLabel = "CURSOR", description = "Go on where the last page ended.")
    private Optional<String> cursor = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many (default: 50).")
    private int limit;

    @Override
    public Integer call() {
        var path = new StringBuilder("/api/inbox?limit=").append(limit);
        add(path, "kind", kind);
        add(path, "role", role);
        add(path, "skill", skill);
        add(path, "rule", rule);
        add(path, "run", run);
        add(path, "q", words);
        add(path, "cursor", cursor);
        path.append("&forMe=").append(forMe).append("&mine=").append(mine);
        path.append("&free=").append(free).append("&overdue=").append(overdue);
        var page = api().get(path.toString());
        if (printed(page)) {
            return 0;
        }
        var items = Output.list(page, "items");
        if (items.isEmpty()) {
            out().println("Nothing waits for anybody here.");
            return 0;
        }
        Output.table(
                out(),
                List.of("ITEM", "KIND", "FOR", "SINCE", "DUE", "TAKEN BY", "WHAT"),
                items.stream().map(InboxCommand::row).toList());
        page.textAt("next").ifPresent(next -> out().println("More: baton inbox --after '" + next + "'"));
        return 0;
    }

    private static void add(StringBuilder path, String name, Optional<String> value) {
        value.ifPresent(it -> path.append('&').append(name).append('=').append(Api.part(it)));
    }

    private static List<String> row(Json item) {
        var due = Output.time(item, "due");
        return List.of(
                Output.text(item, "id"),
                Output.text(item, "kind"),
                String.join(
                        " or ",
                        Output.list(item, "waitsFor").stream()
                                .flatMap(role -> role.asText().stream())
                                .toList()),
                Output.time(item, "since"),
                item.get("overdue").equals(Optional.of(Json.bool(true))) ? due + " (overdue)" : due,
                Output.text(item, "takenBy"),
                shortened(Output.text(item, "title")));
    }

    private static String shortened(String text) {
        var line = text.replace('\n', ' ');
        return line.length() <= 100 ? line : line.substring(0, 99) + "…";
    }

    /** Something done with one item. */
    abstract static class Act extends ClientCommand {
        private final String wish;

        @Parameters(paramLabel = "ITEM", description = "The item, as `baton inbox` calls it.")
        private String id = "";

        Act(String wish) {
            this.wish = wish;
        }

        Json.Obj body() {
            return Json.object();
        }

        @Override
        public Integer call() {
            var done = api().post("/api/inbox/" + Api.part(id) + "/" + wish, body());
            if (!printed(done)) {
                out().println(id + ": " + Output.text(done, "message"));
            }
            return 0;
        }
    }

    /** Somebody sees to it. */
    @Command(name = "take", description = "Take an item, so that the others know that you see to it.")
    static final class Take extends Act {
        Take() {
            super("take");
        }
    }

    /** Somebody does not see to it after all. */
    @Command(name = "give-back", description = "Give an item back that you took.")
    static final class GiveBack extends Act {
        GiveBack() {
            super("give-back");
        }
    }

    /** Somebody else sees to it. */
    @Command(name = "reassign", description = "Give an item to somebody else.")
    static final class Reassign extends Act {
        @Option(names = "--to", paramLabel = "PERSON", required = true, description = "Who has it from now on.")
        private String to = "";

        @Option(names = "--comment", paramLabel = "TEXT", description = "Why; it is kept.")
        private Optional<String> comment = Optional.empty();

        Reassign() {
            super("reassign");
        }

        @Override
        Json.Obj body() {
            var body = Json.object("to", Json.text(to));
            return comment.isPresent() ? body.with("comment", comment.get()) : body;
        }
    }

    /** Nothing more is to be done. */
    @Command(name = "close", description = "Close a failed handoff that somebody has seen to.")
    static final class Close extends Act {
        @Option(names = "--comment", paramLabel = "TEXT", description = "What was done about it; it is kept.")
        private Optional<String> comment = Optional.empty();

        Close() {
            super("close");
        }

        @Override
        Json.Obj body() {
            return comment.isPresent() ? Json.object("comment", Json.text(comment.get())) : Json.object();
        }
    }

    /** Several approvals in one request. */
    @Command(
            name = "decide",
            description = "Decide several approvals of one rule, or of one run, in one request.",
            footer = {"", "Example:", "  baton inbox decide approve --as lena r-01k…-a1 r-01m…-a1"})
    static final class Decide extends ClientCommand {
        @Parameters(index = "0", paramLabel = "DECISION", description = "approve or deny.")
        private String decision = "";

        @Parameters(index = "1..*", paramLabel = "APPROVAL", arity = "1..*", description = "The approvals.")
        private List<String> ids = List.of();

        @Option(names = "--comment", paramLabel = "TEXT", description = "Why; it is kept with each.")
        private Optional<String> comment = Optional.empty();

        @Override
        public Integer call() {
            var body = Json.object("ids", Json.texts(ids)).with("decision", decision);
            var decided = api().post(
                            "/api/approvals/decisions",
                            comment.isPresent() ? body.with("comment", comment.get()) : body);
            if (!printed(decided)) {
                decided.asArray()
                        .forEach(one -> out().println(Output.text(one, "id") + " " + Output.text(one, "state")
                                + Output.text(one, "message")));
            }
            return decided.asArray().stream().allMatch(one -> one.get("decided").equals(Optional.of(Json.bool(true))))
                    ? 0
                    : 1;
        }
    }

    /** Somebody is not here. */
    @Command(name = "away", description = "Tell that you, or somebody else, are away; a deputy then stands in.")
    static final class Away extends ClientCommand {
        @Parameters(paramLabel = "PERSON", arity = "0..1", description = "Who (default: who you act as).")
        private Optional<String> person = Optional.empty();

        @Option(names = "--until", paramLabel = "TIME", description = "Until when, as in 2026-01-10T09:00:00Z.")
        private Optional<String> until = Optional.empty();

        @Override
        public Integer call() {
            var body = Json.object();
            body = person.isPresent() ? body.with("person", person.get()) : body;
            body = until.isPresent() ? body.with("until", until.get()) : body;
            var noted = api().post("/api/absences", body);
            if (!printed(noted)) {
                out().println(Output.text(noted, "message"));
            }
            return 0;
        }
    }

    /** Somebody is here again. */
    @Command(name = "back", description = "Tell that somebody is back.")
    static final class Back extends ClientCommand {
        @Parameters(paramLabel = "PERSON", description = "Who.")
        private String person = "";

        @Override
        public Integer call() {
            var noted = api().post("/api/absences/" + Api.part(person) + "/end", Json.object());
            if (!printed(noted)) {
                out().println(Output.text(noted, "message"));
            }
            return 0;
        }
    }
}
