package dev.baton.assess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An order in which each piece of work finds as much as possible done already: what needs the fewest systems that nobody
 * has connected yet comes first, then what is simpler, then what has fewer systems that cannot tell what became of a
 * write, then what prepares the most for the others. What the work is worth is not known here.
 */
public final class BuildOrder {
    private final Portfolio portfolio;
    private final Set<String> connected = new LinkedHashSet<>();
    private final List<Workflow> left;
    private final List<Place> places = new ArrayList<>();

    private BuildOrder(Portfolio portfolio) {
        this.portfolio = portfolio;
        this.left = new ArrayList<>(portfolio.workflows());
    }

    /**
     * Where a workflow stands in the order.
     *
     * @param connects systems that have to be connected for it
     * @param reuses systems that are connected by then
     * @param reason why it stands here
     */
    public record Place(Workflow workflow, List<String> connects, List<String> reuses, String reason) {}

    static List<Place> of(Portfolio portfolio) {
        var order = new BuildOrder(portfolio);
        while (!order.left.isEmpty()) {
            order.next();
        }
        return List.copyOf(order.places);
    }

    private void next() {
        var chosen = left.stream()
                .min(Comparator.comparingInt(
                                (Workflow workflow) -> fresh(workflow).size())
                        .thenComparing(workflow -> workflow.assessment().choice())
                        .thenComparingInt(workflow -> unsettled(workflow).size())
                        .thenComparingInt(workflow -> -prepared(workflow))
                        .thenComparing(Workflow::name))
                .orElseThrow();
        left.remove(chosen);
        var connects = fresh(chosen);
        var reuses = chosen.systems().stream().filter(connected::contains).toList();
        places.add(new Place(chosen, connects, reuses, reason(chosen, connects, reuses)));
        connected.addAll(connects);
    }

    private List<String> fresh(Workflow workflow) {
        return workflow.systems().stream()
                .filter(system -> !connected.contains(system))
                .toList();
    }

    private List<String> unsettled(Workflow workflow) {
        if (!workflow.assessment().choice().sides().contains(Choice.Side.AGENT)) {
            return List.of();
        }
        return workflow.systems().stream()
                .filter(system -> !Risk.settled(portfolio.systems().getOrDefault(system, SystemFacts.UNKNOWN)))
                .toList();
    }

    /** How many of the others need a system that this one would connect. */
    private int prepared(Workflow workflow) {
        var fresh = fresh(workflow);
        return (int) left.stream()
                .filter(other -> !other.equals(workflow))
                .filter(other -> other.systems().stream().anyMatch(fresh::contains))
                .count();
    }

    private String reason(Workflow workflow, List<String> connects, List<String> reuses) {
        var reasons = new ArrayList<String>();
        if (workflow.systems().isEmpty()) {
            reasons.add("it names no system");
        } else if (connects.isEmpty()) {
            reasons.add("it needs no new system: " + String.join(", ", reuses) + " will be connected by then");
        } else {
            reasons.add("it needs " + counted(connects) + " (" + String.join(", ", connects) + ")"
                    + (reuses.isEmpty() ? "" : " and finds " + String.join(", ", reuses) + " connected"));
        }
        reasons.add(
                switch (workflow.assessment().choice()) {
                    case ASSISTANT -> "an assistant only reads, so nothing can go wrong in a system";
                    case AGENT -> "an agent has one side to build";
                    case HYBRID -> "both sides have to be built";
                });
        var prepared = prepared(workflow);
        if (prepared > 0) {
            reasons.add("what it connects serves " + prepared + (prepared == 1 ? " other" : " others"));
        }
        if (!unsettled(workflow).isEmpty()) {
            reasons.add("to settle first: idempotency of " + String.join(", ", unsettled(workflow)));
        }
        return reasons.stream().collect(Collectors.joining("; "));
    }

    private static String counted(List<String> systems) {
        return systems.size() == 1 ? "one new system" : systems.size() + " new systems";
    }
}
