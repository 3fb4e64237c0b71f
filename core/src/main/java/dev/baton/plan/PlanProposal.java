package dev.baton.plan;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.util.List;

/** What a model proposed: a plan in the form that {@link PlanReader} reads, or that there is none. */
public sealed interface PlanProposal {
    /** The longest proposal that is looked at, in characters. */
    int LONGEST = 100_000;

    record Proposed(Json.Obj plan) implements PlanProposal {}

    /** The model says that no plan leads to the goal. */
    record Impossible(String reason) implements PlanProposal {}

    record Unreadable(List<Problem> problems) implements PlanProposal {}

    /**
     * Reads {@link PlanForm}: steps as a list with names, {@code choices} instead of a schema, {@code with} as names of
     * steps, and null for what is left out. Steps by name, as in a playbook, are understood, too. Who gives steps and
     * says that there is no way is held to the steps.
     */
    static PlanProposal read(Json answer) {
        if (!(answer instanceof Json.Obj given)) {
            return unreadable("", "expected an object with 'steps' and 'output' but found " + answer.kind());
        }
        if (given.write().length() > LONGEST) {
            return unreadable("", "the plan is longer than " + LONGEST + " characters");
        }
        var cannot = given.textAt("cannot").map(String::strip).filter(text -> !text.isEmpty() && !hasSteps(given));
        return cannot.<PlanProposal>map(Impossible::new).orElseGet(() -> new ProposalReader(given).plan());
    }

    private static boolean hasSteps(Json.Obj given) {
        return switch (given.get("steps").orElse(Json.Null.INSTANCE)) {
            case Json.Arr list -> !list.items().isEmpty();
            case Json.Obj byName -> !byName.members().isEmpty();
            case Json other -> false;
        };
    }

    /** An answer as it is read, with sound names, so that what is said about it can be found in it. */
    static Json withSoundNames(Json answer) {
        return answer instanceof Json.Obj given ? StepNames.repaired(given) : answer;
    }

    private static PlanProposal unreadable(String path, String message) {
        return new Unreadable(List.of(new Problem(path, message)));
    }
}
