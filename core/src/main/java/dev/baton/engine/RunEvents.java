package dev.baton.engine;

import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.json.JsonMapping;
import dev.baton.run.RunEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Run events as they stand in the log: the record's simple name is the type, its components are the payload. */
final class RunEvents {
    private static final Map<String, Class<?>> TYPES = Arrays.stream(RunEvent.class.getPermittedSubclasses())
            .collect(Collectors.toMap(Class::getSimpleName, type -> type));

    private static final Map<String, HandoffState> ENDS = Map.of(
            "Completed", HandoffState.COMPLETED,
            "Failed", HandoffState.FAILED,
            "Canceled", HandoffState.CANCELED,
            "Rejected", HandoffState.REJECTED);

    private RunEvents() {}

    static NewEvent toNew(RunEvent event, Instant at, String by) {
        return new NewEvent(event.getClass().getSimpleName(), at, by, ruleOf(event), toJson(event));
    }

    private static Json.Obj toJson(RunEvent event) {
        return JsonMapping.toJson((Record) event);
    }

    static RunEvent fromRecorded(RecordedEvent recorded) {
        var type = TYPES.get(recorded.type());
        if (type == null) {
            throw new JsonException("there is no run event '" + recorded.type() + "' in " + recorded.stream());
        }
        var payload = recorded.event()
                .contents()
                .orElseThrow(() -> new JsonException("the contents of " + recorded.stream() + " were erased"))
                .payload();
        return (RunEvent) JsonMapping.fromJson(payload, type);
    }

    /** Whether an event of this type is the last of its run. */
    static boolean isEnd(String type) {
        return ENDS.containsKey(type);
    }

    /** How a run ended, from the type of its last event alone. */
    static HandoffState endOf(String type) {
        return Optional.ofNullable(ENDS.get(type))
                .orElseThrow(() -> new IllegalStateException("no run ends with a " + type));
    }

    private static Optional<String> ruleOf(RunEvent event) {
        return switch (event) {
            case RunEvent.Ruled ruled -> Optional.of(ruled.ruling().rule());
            case RunEvent.ApprovalAsked asked -> Optional.of(asked.rule());
            case RunEvent.EffectIntended intended -> Optional.of(intended.rule());
            case RunEvent.Rejected rejected -> rejected.receipt().rule();
            case RunEvent other -> Optional.empty();
        };
    }
}
