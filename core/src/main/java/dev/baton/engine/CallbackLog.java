package dev.baton.engine;

import dev.baton.callback.CallbackEvent;
import dev.baton.callback.CallbackState;
import dev.baton.callback.Moment;
import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.JsonException;
import dev.baton.json.JsonMapping;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who is told of a handoff and how far, as a stream beside the run's: {@code callback/{handoff}}. */
final class CallbackLog {
    static final String CATEGORY = "callback";

    private static final Map<String, Class<?>> TYPES = Arrays.stream(CallbackEvent.class.getPermittedSubclasses())
            .collect(Collectors.toMap(Class::getSimpleName, type -> type));

    private final EventStore store;
    private final RunLog runs;
    private final InstantSource clock;
    private final Ids ids;

    CallbackLog(EventStore store, RunLog runs, InstantSource clock, Ids ids) {
        this.store = store;
        this.runs = runs;
        this.clock = clock;
        this.ids = ids;
    }

    /** The subscriptions, and where their stream ended when they were read. */
    record Loaded(String handoff, CallbackState state, StreamHead head) {}

    static StreamId stream(String handoff) {
        return StreamId.of(CATEGORY, handoff);
    }

    /** The id of a message: of which handoff, as of which revision of its run, for whom. */
    static String message(String handoff, long revision, String subscription) {
        return handoff + "-" + revision + "-" + subscription;
    }

    /** No subscriptions where there are none, or where they were erased. */
    Loaded load(String handoff) {
        var recorded = RunNames.isHandoff(handoff) ? store.read(stream(handoff), 0) : List.<RecordedEvent>of();
        var state = CallbackState.NONE;
        for (var event : recorded) {
            if (event.event().contents().isPresent()) {
                state = state.after(fromRecorded(event), event.at());
            }
        }
        return new Loaded(
                handoff,
                state,
                recorded.isEmpty() ? StreamHead.EMPTY : recorded.getLast().head());
    }

    private static CallbackEvent fromRecorded(RecordedEvent event) {
        var type = TYPES.get(event.type());
        if (type == null) {
            throw new JsonException("there is no event '" + event.type() + "' in " + event.stream());
        }
        var payload = event.event().contents().orElseThrow().payload();
        return (CallbackEvent) JsonMapping.fromJson(payload, type);
    }

    /** What a handoff showed so far; nothing when it is not there or was erased. */
    List<Moments.Shown> shown(String handoff) {
        var run = RunNames.runOfHandoff(handoff);
        return runs.recorded(run).map(recorded -> Moments.of(run, recorded)).orElse(List.of());
    }

    static List<Moment> moments(List<Moments.Shown> shown) {
        return shown.stream().map(Moments.Shown::moment).toList();
    }

    Append append(String handoff, StreamHead expected, List<CallbackEvent> events, Instant now, String by) {
        var news = events.stream()
                .map(event -> new NewEvent(
                        event.getClass().getSimpleName(), now, by, Optional.empty(), JsonMapping.toJson((Record)
                                event)))
                .toList();
        return Append.chain(stream(handoff), expected, news, ids::salt);
    }

    /** False when somebody else was faster: read again and decide anew. */
    boolean commit(Loaded loaded, List<CallbackEvent> events, String by) {
        var append = append(loaded.handoff(), loaded.head(), events, clock.instant(), by);
        return store.commit(Commit.of("c-" + ids.next(), append)) instanceof CommitOutcome.Committed;
    }
}
