package dev.baton.plan;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.tool.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Holds a model's plan to what is done only once: two writes of which the systems will ever take one have to exclude each
 * other. Otherwise chance would tell which of them is done, and the run would fail at the other.
 */
public final class OnceCheck {
    private static final Pattern ARGUMENT = Pattern.compile("args\\.\\??([A-Za-z0-9_]+)");

    private OnceCheck() {}

    /**
     * @param skipped whether a step is over and did nothing
     * @param once the template of the key that a tool may be used for once
     */
    public static List<Problem> of(Plan plan, Predicate<String> skipped, Function<ToolName, Optional<String>> once) {
        var writes = new ArrayList<Write>();
        plan.steps().forEach((name, step) -> {
            if (step.action() instanceof Action.UseTool use && step.each().isEmpty() && !skipped.test(name)) {
                once.apply(use.tool()).ifPresent(key -> writes.add(new Write(name, step, use, key)));
            }
        });
        var problems = new ArrayList<Problem>();
        for (var i = 0; i < writes.size(); i++) {
            for (var other : writes.subList(i + 1, writes.size())) {
                writes.get(i).against(other).ifPresent(problems::add);
            }
        }
        return List.copyOf(problems);
    }

    private record Write(String name, Step step, Action.UseTool use, String key) {
        /** Conditions are believed to exclude each other: whether they do shows when they are evaluated. */
        Optional<Problem> against(Write other) {
            if ((step.when().isPresent() && other.step.when().isPresent()) || !isForTheSame(other)) {
                return Optional.empty();
            }
            var tools = use.tool().equals(other.use.tool())
                    ? use.tool().toString()
                    : "one of " + use.tool() + " and " + other.use.tool();
            return Optional.of(new Problem(
                    "/steps/" + other.name,
                    "'" + name + "' and '" + other.name + "' would both be done, but only " + tools
                            + " is ever done for the same thing: leave one out, or give each a 'when' that excludes the"
                            + " other"));
        }

        private boolean isForTheSame(Write other) {
            return key.equals(other.key)
                    && ARGUMENT.matcher(key)
                            .results()
                            .map(argument -> argument.group(1))
                            .allMatch(argument -> argument(argument).equals(other.argument(argument)));
        }

        private Optional<Json> argument(String name) {
            return use.args().get(name);
        }
    }
}
