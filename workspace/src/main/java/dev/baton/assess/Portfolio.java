package dev.baton.assess;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Many workflows, and what is known about the systems that they use.
 *
 * @param workflows in the order of their file, each name once
 */
public record Portfolio(Map<String, SystemFacts> systems, List<Workflow> workflows) {
    public Portfolio {
        systems = Collections.unmodifiableMap(new LinkedHashMap<>(systems));
        workflows = List.copyOf(workflows);
        var names = workflows.stream().collect(Collectors.groupingBy(Workflow::name, Collectors.counting()));
        names.forEach((name, count) -> {
            if (count > 1) {
                throw new IllegalArgumentException("the workflow '" + name + "' is there twice");
            }
        });
    }

    public Optional<Workflow> workflow(String name) {
        return workflows.stream()
                .filter(workflow -> workflow.name().equals(name))
                .findFirst();
    }

    public List<Risk> risks(Workflow workflow) {
        return Risk.of(workflow, systems);
    }

    /** Systems that more than one workflow uses, with those workflows; the most used first. */
    public Map<String, List<String>> shared() {
        var users = new TreeMap<String, List<String>>();
        for (var workflow : workflows) {
            workflow.systems()
                    .forEach(system -> users.computeIfAbsent(system, key -> new ArrayList<>())
                            .add(workflow.name()));
        }
        return users.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .sorted(Comparator.comparingInt((Map.Entry<String, List<String>> entry) ->
                        -entry.getValue().size()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.copyOf(entry.getValue()), (a, b) -> a, LinkedHashMap::new));
    }

    /** What to build first, and what after it. */
    public List<BuildOrder.Place> order() {
        return BuildOrder.of(this);
    }
}
