package dev.baton.engine;

import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamId;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.policy.Switches;
import dev.baton.policy.Switches.Kind;
import dev.baton.policy.Switches.Off;
import dev.baton.principal.Principal;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Toolbox;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The switches as a stream of the log tells them; every node folds it and is told when it grows. */
final class SwitchDesk implements Switchboard, AutoCloseable {
    static final StreamId STREAM = StreamId.of("administration", "switches");

    private static final String OPERATOR = "operator";
    private static final String OFF = "SwitchedOff";
    private static final String ON = "SwitchedOn";

    private final Programs programs;
    private final Toolbox tools;
    private final InstantSource clock;
    private final Ids ids;
    private final FollowedStream<Switches> switches;

    SwitchDesk(EventStore store, Programs programs, Toolbox tools, InstantSource clock, Ids ids) {
        this.programs = programs;
        this.tools = tools;
        this.clock = clock;
        this.ids = ids;
        this.switches = new FollowedStream<>(store, STREAM, Switches.NONE, SwitchDesk::after);
    }

    /** As they are now. */
    Switches current() {
        return switches.current();
    }

    private static Switches after(Switches before, RecordedEvent event) {
        var off = new ArrayList<>(before.off());
        apply(event, off);
        return new Switches(off);
    }

    private static void apply(RecordedEvent event, List<Off> off) {
        var payload = event.event().contents().orElseThrow().payload();
        var kind = Kind.valueOf(payload.textAt("kind").orElseThrow().toUpperCase(Locale.ROOT));
        var name = payload.textAt("name").orElseThrow();
        off.removeIf(it -> it.kind() == kind && it.name().equals(name));
        if (event.type().equals(OFF)) {
            off.add(new Off(kind, name, event.event().by().orElse("erased"), event.at(), payload.textAt("reason")));
        }
    }

    @Override
    public List<Off> off() {
        return current().off();
    }

    @Override
    public Turned turn(Kind kind, String name, boolean on, Optional<String> reason, Principal by) {
        if (by.kind() != Principal.Kind.PERSON || !by.has(OPERATOR)) {
            return new Turned.NotAllowed(
                    by.reference() + " may not turn switches; that is for people with the role " + OPERATOR);
        }
        // what is off can be switched on even if nothing of that name is there any more
        if (!on && !names(kind).contains(name)) {
            return new Turned.NotFound(
                    "there is no " + kind.word() + " '" + name + "'" + Fields.suggestion(name, names(kind)));
        }
        while (true) {
            var at = switches.refresh();
            var standing = find(at.state(), kind, name);
            if (standing.isEmpty() == on) {
                return new Turned.Done(standing);
            }
            if (switches.append(at, event(kind, name, on, reason, by), ids)) {
                return new Turned.Done(find(switches.refresh().state(), kind, name));
            }
        }
    }

    private static Optional<Off> find(Switches switches, Kind kind, String name) {
        return switches.off().stream()
                .filter(it -> it.kind() == kind && it.name().equals(name))
                .findFirst();
    }

    private NewEvent event(Kind kind, String name, boolean on, Optional<String> reason, Principal by) {
        var payload = Json.object("kind", Json.text(kind.word())).with("name", name);
        var told = reason.isPresent() ? payload.with("reason", reason.get()) : payload;
        return new NewEvent(on ? ON : OFF, clock.instant(), by.reference(), Optional.empty(), told);
    }

    @Override
    public SortedSet<String> names(Kind kind) {
        var names = new TreeSet<String>();
        var agents = programs.catalog().agents();
        switch (kind) {
            case AGENT -> agents.forEach(agent -> names.add(agent.name()));
            case TOOL -> {
                tools.specs().forEach(spec -> names.add(spec.name().toString()));
                agents.forEach(agent -> agent.tools().forEach(tool -> names.add(tool.toString())));
            }
            case CONNECTION -> {
                tools.specs().forEach(spec -> names.add(spec.name().connection()));
                agents.forEach(agent -> agent.tools().forEach(tool -> names.add(tool.connection())));
            }
        }
        return names;
    }

    /** The tools behind their switches: one that is off is not called, whoever asks. */
    Toolbox guarded() {
        return new Toolbox() {
            @Override
            public Optional<Tool> find(ToolName name) {
                return tools.find(name).map(Guarded::new);
            }

            @Override
            public List<ToolSpec> specs() {
                return tools.specs();
            }
        };
    }

    private final class Guarded implements Tool {
        private final Tool tool;

        Guarded(Tool tool) {
            this.tool = tool;
        }

        @Override
        public ToolSpec spec() {
            return tool.spec();
        }

        @Override
        public ToolResult call(ToolCall call) throws InterruptedException {
            var off = current().ofTool(tool.spec().name());
            return off.isPresent() ? new ToolResult.Unavailable(off.get().words(), Optional.empty()) : tool.call(call);
        }
    }

    @Override
    public void close() {
        switches.close();
    }
}
