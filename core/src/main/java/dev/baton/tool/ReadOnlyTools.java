package dev.baton.tool;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The reads among the tools that somebody is granted. A write cannot be had from here whatever the grant says, so code
 * that holds nothing else cannot change anything.
 */
public final class ReadOnlyTools {
    private final Toolbox toolbox;
    private final Set<ToolName> granted;

    public ReadOnlyTools(Toolbox toolbox, List<ToolName> granted) {
        this.toolbox = toolbox;
        this.granted = Set.copyOf(granted);
    }

    /** Empty for a tool that is not granted, not there, or a write. */
    public Optional<Read> find(ToolName name) {
        return Optional.of(name)
                .filter(granted::contains)
                .flatMap(toolbox::find)
                .filter(tool -> !tool.spec().isWrite())
                .map(Read::new);
    }

    /** A tool that only reads, with what it finds as the reader may see it. */
    public static final class Read {
        private final Tool tool;

        Read(Tool tool) {
            if (tool.spec().isWrite()) {
                throw new IllegalArgumentException(tool.spec().name() + " is a write");
            }
            this.tool = tool;
        }

        public ToolName name() {
            return tool.spec().name();
        }

        /** As {@link Tool#call}, judged by {@link Visibility}; a tool that throws is {@link ToolResult.Unavailable}. */
        public ToolResult call(Json.Obj args, Principal reader) throws InterruptedException {
            var spec = tool.spec();
            if (spec.isWrite()) {
                return new ToolResult.Refused(ToolResult.Refusal.FORBIDDEN, spec.name() + " has become a write");
            }
            try {
                var result = tool.call(new ToolCall(args, Optional.empty(), reader, spec.timeout()));
                return Visibility.filter(spec, args, reader, result);
            } catch (RuntimeException e) {
                return new ToolResult.Unavailable(
                        spec.name() + " failed: " + e.getClass().getSimpleName(), Optional.empty());
            }
        }

        public Duration timeout() {
            return tool.spec().timeout();
        }
    }
}
