package dev.baton.cli;

import dev.baton.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how much agents may do by themselves, or sets it. */
@Command(
        name = "level",
        description = "Tell how much agents may do by themselves, or set it for one.",
        footer = {
            "",
            "Lowering holds at once, for runs that are going on too; operators and whoever the agent's rules ask may.",
            "Raising is for operators, and never beyond 'autonomy' in the agent's file."
        })
final class LevelCommand extends ClientCommand {
    /** The levels, from the least to the most. */
    enum Level {
        SHADOW,
        PROPOSE,
        SUPERVISED,
        AUTONOMOUS
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "AGENT", description = "Which agent.")
    private Optional<String> agent = Optional.empty();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "LEVEL",
            description = "shadow, propose, supervised or autonomous.")
    private Optional<Level> level = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept and shown.")
    private Optional<String> reason = Optional.empty();

    @Override
    public Integer call() {
        if (agent.isEmpty()) {
            show(api().get("/api/levels"));
        } else if (level.isEmpty()) {
            show(Json.array(api().get("/api/levels/" + Api.part(agent.get()))));
        } else {
            set(agent.get(), level.get());
        }
        return 0;
    }

    private void set(String name, Level to) {
        var body = Json.object("level", Json.text(to.name().toLowerCase(Locale.ROOT)));
        var answer = api().post(
                        "/api/levels/" + Api.part(name), reason.isPresent() ? body.with("reason", reason.get()) : body);
        if (!printed(answer)) {
            out().println(Output.text(answer, "message"));
        }
    }

    private void show(Json levels) {
        if (printed(levels)) {
            return;
        }
        var rows = levels.asArray().stream()
                .map(it -> List.of(
                        Output.text(it, "agent"),
                        Output.text(it, "level"),
                        Output.text(it, "inFile"),
                        reviews(it),
                        it.get("set").map(LevelCommand::why).orElse("")))
                .toList();
        Output.table(out(), List.of("AGENT", "LEVEL", "IN ITS FILE", "LOOKED AT", "SET BY"), rows);
    }

    private static String reviews(Json level) {
        var reviews = level.get("reviews").orElse(Json.object());
        return Output.text(reviews, "fine") + " fine, " + Output.text(reviews, "notFine") + " not";
    }

    private static String why(Json set) {
        var reason = Output.text(set, "reason");
        return Output.text(set, "by") + " at " + Output.time(set, "at") + (reason.isEmpty() ? "" : ": " + reason);
    }
}
