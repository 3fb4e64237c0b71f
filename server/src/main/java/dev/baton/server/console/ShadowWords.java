package dev.baton.server.console;

import dev.baton.oversight.Act;
import dev.baton.oversight.Agreement.Line;
import java.util.List;
import java.util.stream.Collectors;

/** What an agent would have done beside what people did, in words. */
public final class ShadowWords {
    private ShadowWords() {}

    public static String of(Act act) {
        return act.args().members().isEmpty()
                ? act.does()
                : act.does() + " " + act.args().write();
    }

    public static String of(List<Act> acts) {
        return acts.stream().map(ShadowWords::of).collect(Collectors.joining(", "));
    }

    public static String kind(Line line) {
        return switch (line.kind()) {
            case SAME -> "The same:";
            case DIFFERENT -> "Other arguments:";
            case ONLY_AGENT -> "Only the agent:";
            case ONLY_PEOPLE -> "Only people:";
        };
    }

    public static String of(Line line) {
        return switch (line.kind()) {
            case SAME -> of(line.agent().orElseThrow());
            case DIFFERENT ->
                String.join(", ", line.differing()) + "; the agent "
                        + of(line.agent().orElseThrow()) + ", people "
                        + of(line.people().orElseThrow());
            case ONLY_AGENT -> of(line.agent().orElseThrow());
            case ONLY_PEOPLE -> of(line.people().orElseThrow());
        };
    }
}
