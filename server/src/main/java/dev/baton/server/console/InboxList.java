package dev.baton.server.console;

import dev.baton.engine.Inbox;
import dev.baton.inbox.Absence;
import dev.baton.inbox.InboxItem;
import java.util.List;
import java.util.Optional;

/**
 * What waits for people, as its page shows it.
 *
 * @param query what was asked for
 * @param parameters the same as a query string, without the cursor
 * @param next where the next page is, if there may be more
 * @param together whether all of it may be decided in one request
 * @param seen tells this list from another one, so that nothing is drawn again unless it changed
 */
public record InboxList(
        Inbox.Query query,
        String parameters,
        List<InboxRow> rows,
        Optional<String> next,
        boolean together,
        List<Absence> absences,
        Optional<Notice> notice,
        String seen) {

    /** The address of the same list with other kinds. */
    public String ofKind(Optional<InboxItem.Kind> kind) {
        return "/inbox?" + InboxQuery.parameters(query, kind);
    }

    public String search() {
        return query.text().orElse("");
    }

    /** Which of the views of the queue this is: all, for-me, mine, free or overdue. */
    public String scope() {
        return InboxQuery.scope(query);
    }
}
