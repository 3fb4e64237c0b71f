package dev.baton.run;

import dev.baton.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** What a plan changes of the one before, by the names of steps. */
public record PlanDiff(List<String> added, List<String> removed, List<String> changed, List<String> kept) {
    public PlanDiff {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        kept = List.copyOf(kept);
    }

    static PlanDiff between(Plan before, Plan after) {
        var added = new ArrayList<String>();
        var changed = new ArrayList<String>();
        var kept = new ArrayList<String>();
        after.steps().forEach((name, step) -> {
            var old = before.steps().get(name);
            (old == null ? added : old.isLike(step) ? kept : changed).add(name);
        });
        var removed = before.steps().keySet().stream()
                .filter(name -> !after.steps().containsKey(name))
                .toList();
        return new PlanDiff(added, removed, changed, kept);
    }
}
