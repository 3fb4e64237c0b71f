package dev.baton.run;

import dev.baton.json.Json;
import dev.baton.memory.Recollection;
import java.util.List;
import java.util.Optional;

/**
 * What a model is told of a run in order to plan it, besides what the run's definition says.
 *
 * @param anew why what there was is planned anew
 * @param before the plan so far
 * @param part the open part that is to be planned
 * @param done results of the steps that are over, by name
 * @param skipped steps that were not done, and why, in words
 * @param effects every write that was done, in words
 * @param recalled what earlier requests of the same person came to, the latest first
 * @param last a proposal that was of no use
 */
public record PlanningBrief(
        Json.Obj input,
        Optional<String> anew,
        Optional<Json.Obj> before,
        Optional<Part> part,
        Json.Obj done,
        List<String> skipped,
        List<String> effects,
        List<Recollection> recalled,
        Optional<PlanningState.Rejection> last) {

    /** @param question what is to be decided */
    public record Part(String name, String question) {}

    public PlanningBrief {
        skipped = List.copyOf(skipped);
        effects = List.copyOf(effects);
        recalled = List.copyOf(recalled);
    }
}
