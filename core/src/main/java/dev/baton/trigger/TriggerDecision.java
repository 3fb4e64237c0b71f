package dev.baton.trigger;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.util.List;

/** What a trigger makes of an event. */
public sealed interface TriggerDecision {

    /**
     * Hand this off.
     *
     * @param key by which the same event is known again
     */
    record Start(String contract, Json.Obj input, String key) implements TriggerDecision {}

    /** The event is none of those that start something. */
    record Ignore(String reason) implements TriggerDecision {}

    /** The event does not have what the trigger needs; each problem with the place in the trigger's file. */
    record Unfit(List<Problem> problems) implements TriggerDecision {}
}
