package dev.baton.cli;

import dev.baton.json.Json;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Switches an agent, a tool or a connection off or on, or tells what is off. */
@Command(
        name = "switch",
        description = "Tell what is switched off, or switch an agent, a tool or a connection off or on.",
        footer = {
            "",
            "What is off is not called any more, at once; runs that need it wait and go on when it is on.",
            "For people with the role operator."
        })
final class SwitchCommand extends ClientCommand {
    /** What can be switched. */
    enum Kind {
        AGENT,
        TOOL,
        CONNECTION
    }

    /** Where to. */
    enum Position {
        OFF,
        ON
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "agent, tool or connection.")
    private Optional<Kind> kind = Optional.empty();

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Which, as billing.refund.")
    private Optional<String> name = Optional.empty();

    @Parameters(index = "2", arity = "0..1", paramLabel = "POSITION", description = "off or on.")
    private Optional<Position> position = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept and shown.")
    private Optional<String> reason = Optional.empty();

    @Override
    public Integer call() {
        if (kind.isEmpty()) {
            return list();
        }
        if (name.isEmpty() || position.isEmpty()) {
            throw CommandException.unusable("which one, and off or on? As: baton switch tool billing.refund off");
        }
        var body = Json.object("on", Json.bool(position.get() == Position.ON));
        if (reason.isPresent()) {
            body = body.with("reason", reason.get());
        }
        var turned = api().post("/api/switches/" + word(kind.get()) + "/" + Api.part(name.get()), body);
        if (!printed(turned)) {
            out().println(word(kind.get()) + " " + name.get() + " is " + word(position.get()));
        }
        return 0;
    }

    private int list() {
        var switches = api().get("/api/switches");
        if (printed(switches)) {
            return 0;
        }
        var off = Output.list(switches, "off");
        if (off.isEmpty()) {
            out().println("Everything is on");
        }
        off.forEach(it -> out().println(Output.text(it, "kind") + " " + Output.text(it, "name") + " is off since "
                + Output.text(it, "at") + " by " + Output.text(it, "by")
                + it.textAt("reason").map(why -> ": " + why).orElse("")));
        return 0;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
