package dev.baton.plan;

import dev.baton.json.Problem;
import dev.baton.tool.ToolName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Holds a model's plan to its promise: an outcome that it names outright needs a step that can prove it, and that is
 * certain to be done.
 */
public final class ProofCheck {
    private final Plan plan;
    private final String outcome;
    private final ToolName needed;

    private ProofCheck(Plan plan, String outcome, ToolName needed) {
        this.plan = plan;
        this.outcome = outcome;
        this.needed = needed;
    }

    /** Why a step may not be done. */
    public sealed interface Doubt {
        /** It was skipped already and stays so as it is. */
        record Skipped(String why) implements Doubt {}

        /** What is known at the time of planning makes its condition false. */
        record Never(String when) implements Doubt {}

        /** Its condition is not known yet. */
        record Perhaps() implements Doubt {}
    }

    /**
     * @param proof the effect that each outcome needs
     * @param done what stands already
     * @param doubt about a step, by its name
     */
    public static List<Problem> of(
            Plan plan, Map<String, ToolName> proof, Set<ToolName> done, Function<String, Optional<Doubt>> doubt) {
        var outcome = plan.output().textAt("outcome").orElse("");
        var needed = proof.get(outcome);
        return needed == null || plan.hasOpenPart() || done.contains(needed)
                ? List.of()
                : new ProofCheck(plan, outcome, needed).problems(doubt);
    }

    private List<Problem> problems(Function<String, Optional<Doubt>> doubt) {
        var steps = steps();
        if (steps.isEmpty()) {
            return List.of(
                    new Problem("/output/outcome", "'" + outcome + "' needs " + needed + ", but no step does that"));
        }
        var open = steps.stream().filter(step -> isOpen(doubt.apply(step))).count();
        var isCertain = steps.stream().anyMatch(step -> doubt.apply(step).isEmpty());
        // several may exclude each other, so that one of them is done
        return isCertain || open > 1
                ? List.of()
                : steps.stream()
                        .flatMap(step ->
                                doubt.apply(step).map(why -> new Problem("/steps/" + step, words(step, why))).stream())
                        .toList();
    }

    private static boolean isOpen(Optional<Doubt> doubt) {
        return doubt.orElse(null) instanceof Doubt.Perhaps;
    }

    private List<String> steps() {
        return plan.steps().entrySet().stream()
                .filter(step -> step.getValue().action() instanceof Action.UseTool use
                        && use.tool().equals(needed))
                .map(Map.Entry::getKey)
                .toList();
    }

    private String words(String step, Doubt doubt) {
        return switch (doubt) {
            case Doubt.Skipped(var why) ->
                "'" + outcome + "' needs " + needed + ", but '" + step + "' was skipped (" + why
                        + ") and stays so as it is: give it another 'when', or none";
            case Doubt.Never(var when) ->
                "'" + outcome + "' needs " + needed + ", but the 'when' of '" + step + "' is false for this request: "
                        + when;
            // the condition itself is not told: whoever sees it writes it again
            case Doubt.Perhaps ignored ->
                "the outcome is '" + outcome + "' in any case, so '" + step + "' has to be done in any case: write it"
                        + " without 'when', or let the outcome depend on has(steps." + step + ")";
        };
    }
}
