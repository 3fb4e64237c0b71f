package dev.baton.engine;

import dev.baton.event.ViewStore;
import dev.baton.inbox.InboxItem;
import dev.baton.json.Json;
import dev.baton.principal.Duties.Escalation;
import dev.baton.principal.People;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells of what was not done in time, once it waits for another role too. How far that was told is kept, so that nothing
 * is told twice, and a node that was down for a while tells of what happened meanwhile.
 */
final class Escalations {
    static final String VIEW = "escalations";
    private static final String TOLD = "told";
    /** After the ids of all items. */
    private static final String LAST = "~";

    private static final int PAGE = 200;
    /** What is longer ago is no news. */
    private static final Duration NEWS = Duration.ofHours(1);

    private final ViewStore views;
    private final Supplier<People> people;
    private final Predicate<InboxItem> isWaiting;
    private volatile BiConsumer<InboxItem, String> told = (item, role) -> {};

    Escalations(ViewStore views, Supplier<People> people, Predicate<InboxItem> isWaiting) {
        this.views = views;
        this.people = people;
        this.isWaiting = isWaiting;
    }

    /** Who is told of an item, and of the role for which it waits too from now on; must not wait. */
    void tell(BiConsumer<InboxItem, String> listener) {
        told = listener;
    }

    /** Tells of what was escalated since the last look. */
    void sweep(Instant now) {
        var since = toldUntil().filter(now::isAfter).orElse(now);
        var from = since.isBefore(now.minus(NEWS)) ? now.minus(NEWS) : since;
        people.get().duties().escalations().forEach(it -> tell(it, from, now));
        views.write(
                VIEW,
                List.of(new ViewStore.Row(TOLD, TOLD, TOLD, now, Json.object())),
                views.checkpoint(InboxRows.VIEW));
    }

    private Optional<Instant> toldUntil() {
        return views.row(VIEW, TOLD).map(ViewStore.Row::at);
    }

    private void tell(Escalation escalation, Instant from, Instant now) {
        var words = List.of(InboxRows.word("role", escalation.role()));
        var upTo = Optional.of(now.minus(escalation.after()));
        var after = new ViewStore.Place(from.minus(escalation.after()), LAST);
        while (true) {
            var page = views.search(InboxRows.VIEW, new ViewStore.Search(words, upTo, Optional.of(after), PAGE));
            page.stream().map(InboxRows::item).filter(isWaiting).forEach(item -> told.accept(item, escalation.to()));
            if (page.size() < PAGE) {
                return;
            }
            after = page.getLast().place();
        }
    }
}
