package dev.baton.oversight;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What an agent would have done, beside what people did for the same request. */
public record Agreement(List<Line> lines) {
    public Agreement {
        lines = List.copyOf(lines);
    }

    /** How one act of the agent and one of people go together. */
    public enum Kind {
        /** The same, with the same arguments. */
        SAME,
        /** The same, with other arguments. */
        DIFFERENT,
        /** The agent would have done it, and people did not. */
        ONLY_AGENT,
        /** People did it, and the agent would not have. */
        ONLY_PEOPLE
    }

    /** @param differing the names of the arguments that are not the same */
    public record Line(Kind kind, Optional<Act> agent, Optional<Act> people, List<String> differing) {
        public Line {
            differing = List.copyOf(differing);
        }
    }

    /**
     * Each act counts once; what is the same goes together first.
     *
     * @param whole whether all arguments of what people did are known; else only those that are told are compared
     */
    public static Agreement of(List<Act> agent, List<Act> people, boolean whole) {
        var lines = new ArrayList<Line>();
        var would = new ArrayList<>(agent);
        var did = new ArrayList<>(people);
        pair(would, did, whole, true, lines);
        pair(would, did, whole, false, lines);
        would.forEach(act -> lines.add(new Line(Kind.ONLY_AGENT, Optional.of(act), Optional.empty(), List.of())));
        did.forEach(act -> lines.add(new Line(Kind.ONLY_PEOPLE, Optional.empty(), Optional.of(act), List.of())));
        return new Agreement(lines);
    }

    private static void pair(List<Act> would, List<Act> did, boolean whole, boolean same, List<Line> lines) {
        for (var act : List.copyOf(would)) {
            did.stream()
                    .filter(other -> other.does().equals(act.does()))
                    .filter(other -> !same || differing(act, other, whole).isEmpty())
                    .findFirst()
                    .ifPresent(other -> {
                        would.remove(act);
                        did.remove(other);
                        lines.add(new Line(
                                same ? Kind.SAME : Kind.DIFFERENT,
                                Optional.of(act),
                                Optional.of(other),
                                differing(act, other, whole)));
                    });
        }
    }

    private static List<String> differing(Act agent, Act people, boolean whole) {
        var names = new TreeSet<>(people.args().members().keySet());
        if (whole) {
            names.addAll(agent.args().members().keySet());
        }
        return names.stream()
                .filter(name -> !value(agent, name).equals(value(people, name)))
                .toList();
    }

    private static Optional<Json> value(Act act, String name) {
        return act.args().member(name);
    }

    /** Whether people did exactly what the agent would have done. */
    public boolean isFull() {
        return lines.stream().allMatch(line -> line.kind() == Kind.SAME);
    }

    public long count(Kind kind) {
        return lines.stream().filter(line -> line.kind() == kind).count();
    }
}
