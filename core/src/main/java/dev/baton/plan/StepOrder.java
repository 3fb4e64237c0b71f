package dev.baton.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Steps sorted so that each comes after those it needs.
 *
 * @param cycle the steps that wait for each other, when there are such
 */
record StepOrder(List<CompiledStep> steps, Optional<String> cycle) {

    static StepOrder of(Map<String, CompiledStep> steps) {
        var waiting = new LinkedHashMap<>(steps);
        var done = new LinkedHashSet<String>();
        var sorted = new ArrayList<CompiledStep>();
        while (!waiting.isEmpty()) {
            var ready = waiting.values().stream()
                    .filter(step -> done.containsAll(known(step.needs(), steps)))
                    .toList();
            if (ready.isEmpty()) {
                return new StepOrder(sorted, Optional.of(String.join(", ", waiting.keySet())));
            }
            for (var step : ready) {
                waiting.remove(step.name());
                done.add(step.name());
                sorted.add(step);
            }
        }
        return new StepOrder(sorted, Optional.empty());
    }

    private static Set<String> known(Set<String> needs, Map<String, CompiledStep> steps) {
        var known = new LinkedHashSet<>(needs);
        known.retainAll(steps.keySet());
        return known;
    }
}
