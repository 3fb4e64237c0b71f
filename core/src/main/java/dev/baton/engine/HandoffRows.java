package dev.baton.engine;

import dev.baton.event.ViewStore;
import dev.baton.event.ViewStore.Row;
import dev.baton.event.ViewStore.Search;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The list of handoffs for those who look at their own. A search goes from the oldest row to the newest and this list
 * the other way, so rows stand at their time mirrored.
 */
final class HandoffRows {
    static final String VIEW = "handoffs";

    private static final String ANY = "handoff";
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private HandoffRows() {}

    static Row of(HandoffView handoff, RunLog.Loaded loaded) {
        var submitted = Views.submitted(loaded);
        var id = submitted.handoff();
        var requester = submitted.requester();
        var words = Set.of(
                ANY,
                InboxRows.word("of", requester.reference()),
                InboxRows.word("about", requester.subject().reference()),
                InboxRows.word("in", submitted.context().orElse(id)));
        return new Row(id, handoff.state().name(), handoff.subject(), mirrored(loaded.at()), Json.object(), words);
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
                query.after().map(place -> new ViewStore.Place(mirrored(place.changedAt()), place.handoff())),
                query.limit());
        return views.search(VIEW, search).stream()
                .map(row -> new HandoffQuery.Entry(
                        new HandoffQuery.Place(mirrored(row.at()), row.id()), HandoffState.valueOf(row.state())))
                .toList();
    }

    private static Instant mirrored(Instant at) {
        return Instant.EPOCH.plus(Duration.between(at.truncatedTo(ChronoUnit.MICROS), FAR));
    }
}
