package dev.baton.engine;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.inbox.Absence;
import dev.baton.inbox.AbsenceEvent;
import dev.baton.inbox.Assignments;
import dev.baton.inbox.InboxEvent;
import dev.baton.json.JsonException;
import dev.baton.json.JsonMapping;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Who took what, and who is away, as streams of the log. */
final class InboxLog {
    static final String CATEGORY = "inbox";
    static final StreamId ABSENCES = StreamId.of("administration", "absences");

    private final EventStore store;
    private final InstantSource clock;
    private final Ids ids;

    InboxLog(EventStore store, InstantSource clock, Ids ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /** What was read, and where its stream ended then. */
    record Loaded<T>(T state, StreamHead head) {}

    static StreamId stream(String run) {
        return StreamId.of(CATEGORY, run);
    }

    Loaded<Assignments> assignments(String run) {
        var recorded = store.read(stream(run), 0);
        var state = Assignments.NONE;
        for (var event : recorded) {
            var contents = event.event().contents();
            if (contents.isPresent()) {
                state = state.after(inboxEvent(event), event.at());
            }
        }
        return new Loaded<>(state, head(recorded));
    }

    /** What people said about a run, in order, with the time. */
    List<Said> said(String run) {
        return store.read(stream(run), 0).stream()
                .filter(event -> event.event().contents().isPresent())
                .map(event -> new Said(inboxEvent(event), event.at()))
                .toList();
    }

    record Said(InboxEvent event, Instant at) {}

    List<Inbox.Disclosure> disclosures(String run) {
        return store.read(stream(run), 0).stream()
                .filter(event -> event.type().equals(InboxEvent.Revealed.class.getSimpleName()))
                .filter(event -> event.event().contents().isPresent())
                .map(event -> new Inbox.Disclosure(event.event().by().orElse(""), event.at()))
                .toList();
    }

    private static InboxEvent inboxEvent(RecordedEvent event) {
        var payload = event.event().contents().orElseThrow().payload();
        return switch (event.type()) {
            case "Taken" -> JsonMapping.fromJson(payload, InboxEvent.Taken.class);
            case "GivenBack" -> JsonMapping.fromJson(payload, InboxEvent.GivenBack.class);
            case "Reassigned" -> JsonMapping.fromJson(payload, InboxEvent.Reassigned.class);
            case "Closed" -> JsonMapping.fromJson(payload, InboxEvent.Closed.class);
            case "Reviewed" -> JsonMapping.fromJson(payload, InboxEvent.Reviewed.class);
            case "PeopleDid" -> JsonMapping.fromJson(payload, InboxEvent.PeopleDid.class);
            case "Revealed" -> JsonMapping.fromJson(payload, InboxEvent.Revealed.class);
            default -> throw new JsonException("there is no event '" + event.type() + "' in " + event.stream());
        };
    }

    Loaded<Collection<Absence>> absences() {
        var recorded = store.read(ABSENCES, 0);
        var away = new TreeMap<String, Absence>();
        for (var event : recorded) {
            switch (absenceEvent(event)) {
                case AbsenceEvent.Left left ->
                    away.put(left.person(), new Absence(left.person(), event.at(), left.until()));
                case AbsenceEvent.Returned returned -> away.remove(returned.person());
            }
        }
        var now = clock.instant();
        var absences = away.values().stream().filter(it -> it.lastsAt(now)).toList();
        return new Loaded<>(absences, head(recorded));
    }

    private static AbsenceEvent absenceEvent(RecordedEvent event) {
        var payload = event.event().contents().orElseThrow().payload();
        return switch (event.type()) {
            case "Left" -> JsonMapping.fromJson(payload, AbsenceEvent.Left.class);
            case "Returned" -> JsonMapping.fromJson(payload, AbsenceEvent.Returned.class);
            default -> throw new JsonException("there is no event '" + event.type() + "' in " + event.stream());
        };
    }

    private static StreamHead head(List<RecordedEvent> recorded) {
        return recorded.isEmpty() ? StreamHead.EMPTY : recorded.getLast().head();
    }

    /** False when somebody else was faster: read again and decide anew. */
    boolean append(StreamId stream, StreamHead expected, Record event, Principal by) {
        return append(stream, expected, event, by, List.of());
    }

    /** @param more what is said elsewhere in the same commit */
    boolean append(StreamId stream, StreamHead expected, Record event, Principal by, List<Append> more) {
        Instant now = clock.instant();
        var news = new NewEvent(
                event.getClass().getSimpleName(), now, by.chain(), Optional.empty(), JsonMapping.toJson(event));
        var appends = new ArrayList<Append>(more);
        appends.add(Append.chain(stream, expected, List.of(news), ids::salt));
        return store.commit(new Commit("c-" + ids.next(), appends, List.of(), List.of()))
                instanceof CommitOutcome.Committed;
    }
}
