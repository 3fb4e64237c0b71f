package dev.baton.plan;

import dev.baton.json.Json;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Keeps the writes of a model's plan in the order in which it lists them. A model that says "refund, then tell the
 * customer" means it, though nothing of the refund stands in the message; and what comes later is not done when what comes
 * first fails. Reads still run at once, and where a write uses what a later one gives, that order wins.
 */
public final class WriteOrder {
    private static final Pattern REFERENCE = Pattern.compile("steps\\.\\??([A-Za-z_][A-Za-z0-9_]*)");

    private final Map<String, Step> steps;
    private final Map<String, Set<String>> before = new LinkedHashMap<>();

    private WriteOrder(Plan plan) {
        this.steps = new LinkedHashMap<>(plan.steps());
        steps.forEach((name, step) -> before.put(name, named(step)));
    }

    /** The same plan, each of whose writes waits for the ones that are listed before it. */
    public static Plan kept(Plan plan, Predicate<Step> isWrite) {
        var order = new WriteOrder(plan);
        var writes = plan.steps().entrySet().stream()
                .filter(step -> isWrite.test(step.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        for (var i = 1; i < writes.size(); i++) {
            order.putAfter(writes.get(i), writes.subList(0, i));
        }
        return new Plan(order.steps, plan.output());
    }

    /** After the nearest one of those that do not wait for it themselves. */
    private void putAfter(String write, List<String> earlier) {
        earlier.reversed().stream()
                .filter(other -> !waitsFor(other, write))
                .findFirst()
                .filter(other -> !waitsFor(write, other))
                .ifPresent(other -> {
                    var step = Optional.ofNullable(steps.get(write)).orElseThrow();
                    var needs = new LinkedHashSet<>(step.needs());
                    needs.add(other);
                    steps.put(write, step.withNeeds(List.copyOf(needs)));
                    before.getOrDefault(write, new LinkedHashSet<>()).add(other);
                });
    }

    private boolean waitsFor(String step, String other) {
        var seen = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>();
        open.add(step);
        while (!open.isEmpty()) {
            var next = open.remove();
            if (seen.add(next)) {
                open.addAll(before.getOrDefault(next, Set.of()));
            }
        }
        return seen.contains(other);
    }

    private static Set<String> named(Step step) {
        var names = new LinkedHashSet<>(step.needs());
        var written =
                PlanReader.write(new Plan(Map.of("step", step), Json.object())).write();
        REFERENCE.matcher(written).results().forEach(reference -> names.add(reference.group(1)));
        return names;
    }
}
