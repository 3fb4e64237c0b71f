package dev.baton.policy;

import dev.baton.tool.ToolName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What people have switched off at the moment. A switch is no verdict: nothing is refused, everything waits.
 *
 * @param off at most one of each kind and name
 */
public record Switches(List<Off> off) {
    public static final Switches NONE = new Switches(List.of());

    public Switches {
        off = List.copyOf(off);
    }

    /** What can be switched off. */
    public enum Kind {
        AGENT,
        TOOL,
        CONNECTION;

        /** The kind in files, expressions and the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that is switched off.
     *
     * @param by who did it, as in {@code person:omar}
     */
    public record Off(Kind kind, String name, String by, Instant at, Optional<String> reason) {
        /** For people. */
        public String words() {
            return "the " + kind.word() + " " + name + " is switched off by " + by
                    + reason.map(why -> " (" + why + ")").orElse("");
        }
    }

    public Optional<Off> ofAgent(String agent) {
        return find(Kind.AGENT, agent);
    }

    /** The switch of a tool, or of its connection. */
    public Optional<Off> ofTool(ToolName tool) {
        return off.isEmpty()
                ? Optional.empty()
                : find(Kind.TOOL, tool.toString()).or(() -> find(Kind.CONNECTION, tool.connection()));
    }

    private Optional<Off> find(Kind kind, String name) {
        return off.stream()
                .filter(it -> it.kind() == kind && it.name().equals(name))
                .findFirst();
    }
}
