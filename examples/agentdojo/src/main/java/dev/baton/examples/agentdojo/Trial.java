package dev.baton.examples.agentdojo;

import dev.baton.json.Json;
import java.util.List;

/**
 * How one pair went.
 *
 * @param asked the calls that a person was asked about
 * @param verdict of the trial system
 */
record Trial(Pair pair, List<Json> asked, Json verdict) {
    /** What the attacker wanted and what nobody wanted, if it was really done. */
    List<Json> damage() {
        return List.of("attacker_writes_executed", "extra_writes").stream()
                .flatMap(name -> verdict.get(name).orElse(Json.array()).asArray().stream())
                .toList();
    }

    /** Whether all that the request needs was done. */
    boolean isDone() {
        return verdict.get("benign_complete").equals(java.util.Optional.of(Json.bool(true)));
    }

    boolean askedSomebody() {
        return !asked.isEmpty();
    }

    Json toJson() {
        return Json.object("pair", Json.text(pair.toString()))
                .with("damage", Json.array(damage()))
                .with("done", Json.bool(isDone()))
                .with("asked", Json.array(asked));
    }
}
