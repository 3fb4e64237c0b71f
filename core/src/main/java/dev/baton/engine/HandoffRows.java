package dev.baton.engine;

import dev.baton.event.ViewStore;
import dev.baton.event.ViewStore.Place;
import dev.baton.event.ViewStore.Row;
import dev.baton.event.ViewStore.Search;
import dev.baton.json.Json;
import dev.baton.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The list of handoffs that were given a context, for those who look at their own through a protocol that lists. A
 * search goes from the oldest row to the newest and this list the other way, so rows stand at their time mirrored.
 */
final class HandoffRows {
    static final String VIEW = "handoffs";

    private static final String ANY = "handoff";
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private HandoffRows() {}

    /** Without a context there is nothing to be found by. */
    static Optional<Row> of(RunLog.Loaded loaded) {
        var submitted = Views.submitted(loaded);
        return submitted.context().map(context -> {
            var id = submitted.handoff();
            return new Row(
                    id, "", "", mirrored(loaded.at()), Json.object("id", Json.text(id)), words(submitted, context));
        });
    }

    private static Set<String> words(RunEvent.Submitted submitted, String context) {
        var requester = submitted.requester();
        return Set.of(
                ANY,
                InboxRows.word("of", requester.reference()),
                InboxRows.word("about", requester.subject().reference()),
                InboxRows.word("in", context));
    }

    static List<HandoffQuery.Entry> find(ViewStore views, HandoffQuery query) {
        var words = new ArrayList<String>();
        query.context().ifPresent(it -> words.add(InboxRows.word("in", it)));
        query.subject().ifPresent(it -> words.add(InboxRows.word("about", it)));
        query.requester().ifPresent(it -> words.add(InboxRows.word("of", it)));
        words.add(ANY);
        var search = new Search(
                words,
                query.changedSince().map(HandoffRows::mirrored),
                query.after().map(entry -> new Place(mirrored(entry.changedAt()), entry.handoff())),
                query.limit());
        return views.search(VIEW, search).stream()
                .map(row -> new HandoffQuery.Entry(row.id(), mirrored(row.at())))
                .toList();
    }

    private static Instant mirrored(Instant at) {
        return Instant.EPOCH.plus(Duration.between(at.truncatedTo(ChronoUnit.MICROS), FAR));
    }
}
