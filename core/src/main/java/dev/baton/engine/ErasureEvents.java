package dev.baton.engine;

import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.principal.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How erasures stand in the log: begun before anything is erased, so that one that a crash broke off is finished later,
 * and done once no file holds anything of it. They name streams and a digest, never a person.
 */
sealed interface ErasureEvents {
    StreamId STREAM = StreamId.of("administration", "erasures");

    String erasure();

    /** @param subject digest of whom, so that it can be told whether somebody was erased by whoever knows the name */
    record ErasureBegun(String erasure, Digest subject, List<StreamEnd> streams) implements ErasureEvents {}

    /** The log holds nothing of it any more; lists follow. */
    record ContentsErased(String erasure, List<StreamId> streams) implements ErasureEvents {}

    record ErasureDone(String erasure, long events, int runs, int conversations) implements ErasureEvents {}

    static Digest digest(String subject) {
        return Digest.of(("baton erasure of " + subject).getBytes(StandardCharsets.UTF_8));
    }

    default NewEvent toNew(Instant at, Principal by) {
        return new NewEvent(
                getClass().getSimpleName(), at, by.chain(), Optional.empty(), JsonMapping.toJson((Record) this));
    }

    static Optional<ErasureEvents> in(RecordedEvent event) {
        return event.stream().equals(STREAM)
                ? event.event().contents().map(contents -> read(event.type(), contents.payload()))
                : Optional.empty();
    }

    private static ErasureEvents read(String type, Json payload) {
        return switch (type) {
            case "ErasureBegun" -> JsonMapping.fromJson(payload, ErasureBegun.class);
            case "ContentsErased" -> JsonMapping.fromJson(payload, ContentsErased.class);
            case "ErasureDone" -> JsonMapping.fromJson(payload, ErasureDone.class);
            default -> throw new IllegalStateException("there is no event '" + type + "' in " + STREAM);
        };
    }

    /** The runs whose contents an event says were erased. */
    static List<String> erasedRuns(RecordedEvent event) {
        return in(event).stream()
                .filter(ContentsErased.class::isInstance)
                .flatMap(erased -> ((ContentsErased) erased).streams().stream())
                .filter(stream -> stream.category().equals("run"))
                .map(StreamId::id)
                .toList();
    }

    /** What was begun and is not done. */
    static List<ErasureBegun> unfinished(List<RecordedEvent> events) {
        Map<String, ErasureBegun> open = new LinkedHashMap<>();
        for (var event : events) {
            in(event).ifPresent(known -> {
                switch (known) {
                    case ErasureBegun begun -> open.put(begun.erasure(), begun);
                    case ContentsErased ignored -> {}
                    case ErasureDone done -> open.remove(done.erasure());
                }
            });
        }
        return List.copyOf(open.values());
    }

    /** Where to append the next one. */
    static StreamHead head(List<RecordedEvent> events) {
        return events.isEmpty() ? StreamHead.EMPTY : events.getLast().head();
    }
}
