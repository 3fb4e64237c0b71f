package dev.baton.engine;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
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
import java.util.concurrent.atomic.AtomicBoolean;

/** The switches as a stream of the log tells them; every node folds it and is told when it grows. */
final class SwitchDesk implements Switchboard, AutoCloseable {
    static final StreamId STREAM = StreamId.of("administration", "switches");

    private static final String OPERATOR = "operator";
    private static final String OFF = "SwitchedOff";
    private static final String ON = "SwitchedOn";

    private final EventStore store;
    private final Programs programs;
    private final Toolbox tools;
    private final InstantSource clock;
    private final Ids ids;
    private final EventStore.Telling telling;
    private final AtomicBoolean grown = new AtomicBoolean(true);
    private volatile Known known = new Known(StreamHead.EMPTY, Switches.NONE);

    private record Known(StreamHead head, Switches switches) {}

    SwitchDesk(EventStore store, Programs programs, Toolbox tools, InstantSource clock, Ids ids) {
        this.store = store;
        this.programs = programs;
        this.tools = tools;
        this.clock = clock;
        this.ids = ids;
        this.telling = store.tell(STREAM, revision -> grown.set(true));
    }

    /** As they are now. */
    Switches current() {
        if (grown.get()) {
            refresh();
        }
        return known.switches();
    }

    private synchronized Known refresh() {
        // lowered before reading, so that whatever comes while it is read is read again
        grown.set(false);
        var events = store.read(STREAM, known.head().revision());
        if (!events.isEmpty()) {
            var off = new ArrayList<>(known.switches().off());
            events.forEach(event -> apply(event, off));
            known = new Known(events.getLast().head(), new Switches(off));
        }
        return known;
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
            var at = refresh();
            var standing = find(at.switches(), kind, name);
            if (standing.isEmpty() == on) {
                return new Turned.Done(standing);
            }
            if (store.commit(Commit.of("c-" + ids.next(), append(at, kind, name, on, reason, by)))
                    instanceof CommitOutcome.Committed) {
                return new Turned.Done(find(refresh().switches(), kind, name));
            }
        }
    }

    private static Optional<Off> find(Switches switches, Kind kind, String name) {
        return switches.off().stream()
                .filter(it -> it.kind() == kind && it.name().equals(name))
                .findFirst();
    }

    private Append append(Known at, Kind kind, String name, boolean on, Optional<String> reason, Principal by) {
        var payload = Json.object("kind", Json.text(kind.word())).with("name", name);
        var told = reason.isPresent() ? payload.with("reason", reason.get()) : payload;
        var event = new NewEvent(on ? ON : OFF, clock.instant(), by.reference(), Optional.empty(), told);
        return Append.chain(STREAM, at.head(), List.of(event), ids::salt);
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
        telling.close();
    }
}
