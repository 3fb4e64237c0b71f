package dev.baton.server.console;

import dev.baton.engine.Switchboard;
import dev.baton.policy.Switches.Kind;
import dev.baton.policy.Switches.Off;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The switches as a page shows them.
 *
 * @param notice what was just done
 */
public record SwitchesList(List<Group> groups, Optional<String> notice) {

    /** All switches of a kind. */
    public record Group(String title, Kind kind, List<Row> rows) {}

    /** @param off empty while it is on */
    public record Row(String name, Optional<Off> off) {}

    static SwitchesList of(Switchboard board, Optional<String> notice) {
        var off = board.off();
        var groups = Arrays.stream(Kind.values())
                .map(kind -> new Group(
                        title(kind),
                        kind,
                        board.names(kind).stream()
                                .map(name -> new Row(name, find(off, kind, name)))
                                .toList()))
                .toList();
        return new SwitchesList(groups, notice);
    }

    private static Optional<Off> find(List<Off> off, Kind kind, String name) {
        return off.stream()
                .filter(it -> it.kind() == kind && it.name().equals(name))
                .findFirst();
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case AGENT -> "Agents";
            case TOOL -> "Tools";
            case CONNECTION -> "Connections";
        };
    }
}
