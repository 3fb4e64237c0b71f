package dev.baton.plan;

import dev.baton.json.Problem;
import dev.baton.tool.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds a model's plan to its promise: an outcome that it names outright needs a step that can prove it. */
public final class ProofCheck {
    private ProofCheck() {}

    /**
     * @param proof the effect that each outcome needs
     * @param done what stands already
     */
    public static List<Problem> of(Plan plan, Map<String, ToolName> proof, Set<ToolName> done) {
        var problems = new ArrayList<Problem>();
        var outcome = plan.output().textAt("outcome").orElse("");
        var needed = proof.get(outcome);
        if (needed != null && !plan.hasOpenPart() && !done.contains(needed) && !isPlanned(plan, needed)) {
            problems.add(
                    new Problem("/output/outcome", "'" + outcome + "' needs " + needed + ", but no step does that"));
        }
        return List.copyOf(problems);
    }

    private static boolean isPlanned(Plan plan, ToolName tool) {
        return plan.steps().values().stream()
                .anyMatch(step -> step.action() instanceof Action.UseTool use
                        && use.tool().equals(tool));
    }
}
