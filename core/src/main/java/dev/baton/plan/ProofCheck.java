package dev.baton.plan;

import dev.baton.json.Problem;
import dev.baton.tool.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Holds a model's plan to its promise: an outcome that it names outright needs a step that can prove it. */
public final class ProofCheck {
    private ProofCheck() {}

    /**
     * @param proof the effect that each outcome needs
     * @param done what stands already
     * @param skipped why a step was not done and will not be, by its name
     */
    public static List<Problem> of(
            Plan plan,
            Map<String, ToolName> proof,
            Set<ToolName> done,
            Function<String, Optional<String>> skipped) {
        var problems = new ArrayList<Problem>();
        var outcome = plan.output().textAt("outcome").orElse("");
        var needed = proof.get(outcome);
        if (needed != null && !plan.hasOpenPart() && !done.contains(needed)) {
            var steps = using(plan, needed);
            if (steps.isEmpty()) {
                problems.add(new Problem(
                        "/output/outcome", "'" + outcome + "' needs " + needed + ", but no step does that"));
            } else if (steps.stream().allMatch(step -> skipped.apply(step).isPresent())) {
                steps.forEach(step -> problems.add(new Problem(
                        "/steps/" + step,
                        "'" + outcome + "' needs " + needed + ", but '" + step + "' was skipped ("
                                + skipped.apply(step).orElse("")
                                + ") and stays so as it is: give it another 'when', or none")));
            }
        }
        return List.copyOf(problems);
    }

    private static List<String> using(Plan plan, ToolName tool) {
        return plan.steps().entrySet().stream()
                .filter(step -> step.getValue().action() instanceof Action.UseTool use
                        && use.tool().equals(tool))
                .map(Map.Entry::getKey)
                .toList();
    }
}
