package dev.baton.run;

import dev.baton.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * A plan that a run has or had.
 *
 * @param planner who made it: {@code model}, or {@code playbook:NAME}
 * @param reason why it was made, when it is not the first
 */
public record PlanVersion(
        int version, String planner, Json.Obj plan, Optional<String> reason, Optional<PlanDiff> diff, Instant at) {

    /** The planner of plans that a model made. */
    public static final String MODEL = "model";
}
