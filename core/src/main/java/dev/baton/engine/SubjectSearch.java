package dev.baton.engine;

import dev.baton.assistant.ConversationEvent;
import dev.baton.event.EventStore;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.StreamId;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.run.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the runs and conversations of somebody, by their first events in the log itself, because lists may lag. */
final class SubjectSearch {
    private static final int PAGE = 500;

    private SubjectSearch() {}

    static List<StreamId> streamsOf(EventStore store, String subject) {
        var spelled = Json.text(subject.substring(subject.indexOf(':') + 1)).write();
        var found = new ArrayList<StreamId>();
        try (var snapshot = store.snapshot()) {
            var rows = snapshot.rows(0, PAGE);
            while (!rows.isEmpty()) {
                rows.stream()
                        .filter(row -> isFirst(row) && mentions(row, spelled) && isAbout(row, subject))
                        .map(StoredRow::streamId)
                        .forEach(found::add);
                rows = snapshot.rows(rows.getLast().position(), PAGE);
            }
        }
        return found;
    }

    private static boolean isFirst(StoredRow row) {
        return row.revision() == 1
                && (row.stream().startsWith("run/") || row.stream().startsWith("conversation/"));
    }

    /** Most rows can be told apart without reading their JSON. */
    private static boolean mentions(StoredRow row, String spelled) {
        return new String(row.packed(), StandardCharsets.UTF_8).contains(spelled);
    }

    private static boolean isAbout(StoredRow row, String subject) {
        return who(row.unpack().getFirst())
                .map(principal -> principal.subject().reference().equals(subject))
                .orElse(false);
    }

    private static Optional<Principal> who(RecordedEvent first) {
        if (first.event().contents().isEmpty()) {
            return Optional.empty();
        }
        if (first.stream().category().equals("run")) {
            return RunEvents.fromRecorded(first) instanceof RunEvent.Submitted submitted
                    ? Optional.of(submitted.requester())
                    : Optional.empty();
        }
        var payload = first.event().contents().orElseThrow().payload();
        return ConversationEvent.read(first.type(), payload) instanceof ConversationEvent.Started started
                ? Optional.of(started.with())
                : Optional.empty();
    }
}
