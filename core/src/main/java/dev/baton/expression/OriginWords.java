package dev.baton.expression;

import dev.baton.json.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The words that {@code origin(...)} answers with, and how they are found by path. */
public final class OriginWords {
    /** Whom the handoff is for, as a session or a verified signature says. */
    public static final String SESSION = "session";

    /** Given with the request. */
    public static final String INPUT = "input";

    /** Written by whoever wrote the playbook or the connection. */
    public static final String DEFINITION = "definition";

    /** Thought of by a model. */
    public static final String MODEL = "model";

    /** Said by an approver, an operator, or whoever of a role was asked. */
    public static final String PERSON = "person";

    /** Nobody knows; nothing should be trusted that is from there. */
    public static final String UNKNOWN = "unknown";

    /** Marks the schema of a text that is such a word. */
    static final String MARK = "x-origin";

    private static final List<String> WORDS = List.of(SESSION, INPUT, DEFINITION, MODEL, PERSON, UNKNOWN);
    private static final Pattern NAMED = Pattern.compile("tool:[^.\\s]+\\.\\S+|(agent|handoff):\\S+");

    private OriginWords() {}

    /** Read with a tool. */
    public static String tool(String name) {
        return "tool:" + name;
    }

    /** Given by an agent that handed work off. */
    public static String agent(String name) {
        return "agent:" + name;
    }

    /** What came of work that was handed off under a contract. */
    public static String handoff(String contract) {
        return "handoff:" + contract;
    }

    /** Why a text can be no origin, if it can be none. */
    public static Optional<String> problem(String text) {
        return WORDS.contains(text) || NAMED.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("no origin is '" + text + "'" + Spelling.hint(text, WORDS) + "; there are "
                        + String.join(", ", WORDS) + ", tool:NAME, agent:NAME and handoff:CONTRACT");
    }

    /** What is known of a value: what is said of it, of all that is in it, and of all that it is in. */
    static ListView at(Map<?, ?> origins, String path) {
        var words = new TreeSet<String>();
        origins.forEach((known, from) -> {
            var at = String.valueOf(known);
            if (from instanceof List<?> list && (isIn(path, at) || isIn(at, path))) {
                list.forEach(word -> words.add(String.valueOf(word)));
            }
        });
        return ListView.of(new ArrayList<>(words));
    }

    /** Whether a path is another one or leads on from it. */
    public static boolean isIn(String path, String outer) {
        if (!path.startsWith(outer)) {
            return false;
        }
        return outer.isEmpty() || path.length() == outer.length() || ".[".indexOf(path.charAt(outer.length())) >= 0;
    }
}
