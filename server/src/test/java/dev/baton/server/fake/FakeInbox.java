package dev.baton.server.fake;

import dev.baton.engine.Inbox;
import dev.baton.engine.InboxView;
import dev.baton.inbox.Absence;
import dev.baton.inbox.InboxItem;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inbox in which only who takes an item has it, and which remembers what it was asked. */
public final class FakeInbox implements Inbox {
    private final Map<String, InboxView> items = new LinkedHashMap<>();
    private final Map<String, Absence> absences = new LinkedHashMap<>();
    private final List<Query> asked = new ArrayList<>();

    public synchronized void add(String id, InboxItem.Kind kind, String role) {
        var item = new InboxItem(
                id,
                kind,
                "r-1",
                "h-1",
                "damaged-order@1",
                "refunds",
                "customer:CUS-0001",
                "refund",
                role,
                "Did billing.refund happen?",
                Optional.of("billing.refund"),
                Optional.empty(),
                List.of(),
                FakeWork.NOW,
                Optional.empty());
        items.put(
                id,
                new InboxView(
                        item,
                        List.of(role),
                        Optional.of(FakeWork.NOW.plusSeconds(60)),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    public synchronized Query lastAsked() {
        return asked.getLast();
    }

    @Override
    public synchronized Page list(Query query, Principal by) {
        asked.add(query);
        if (query.cursor().equals(Optional.of("nonsense"))) {
            throw new IllegalArgumentException("'nonsense' is no cursor of the inbox; start without one");
        }
        var all = List.copyOf(items.values());
        return all.size() > query.limit()
                ? new Page(all.subList(0, query.limit()), Optional.of("2026-01-10T09:00:00Z~x"))
                : new Page(all, Optional.empty());
    }

    @Override
    public synchronized Optional<InboxView> find(String item) {
        return Optional.ofNullable(items.get(item));
    }

    private static InboxView held(InboxView view, Optional<String> person) {
        return new InboxView(
                view.item(),
                view.waitsFor(),
                view.due(),
                view.overdue(),
                person,
                person.map(it -> FakeWork.NOW),
                Optional.empty());
    }

    private Outcome hold(String id, Optional<String> person, String words) {
        var view = items.get(id);
        if (view == null) {
            return new Outcome.NotFound("nothing called '" + id + "' waits for anybody");
        }
        items.put(id, held(view, person));
        return new Outcome.Done(find(id), words);
    }

    @Override
    public synchronized Outcome take(String item, Principal by) {
        var other = find(item).flatMap(InboxView::takenBy).filter(it -> !it.equals(by.id()));
        if (other.isPresent()) {
            return new Outcome.Conflict(other.get() + " has had this since " + FakeWork.NOW);
        }
        return find(item).filter(it -> !by.has(it.item().role())).isPresent()
                ? new Outcome.NotAllowed(by.reference() + " may not take this")
                : hold(item, Optional.of(by.id()), by.id() + " has it now");
    }

    @Override
    public synchronized Outcome giveBack(String item, Principal by) {
        return hold(item, Optional.empty(), "nobody has it now");
    }

    @Override
    public synchronized Outcome reassign(String item, String to, Optional<String> comment, Principal by) {
        return hold(item, Optional.of(to), to + " has it now");
    }

    @Override
    public synchronized Outcome close(String item, Optional<String> comment, Principal by) {
        return items.remove(item) == null
                ? new Outcome.NotFound("nothing called '" + item + "' waits for anybody")
                : new Outcome.Done(Optional.empty(), "closed by " + by.id());
    }

    @Override
    public synchronized List<Absence> absences() {
        return List.copyOf(absences.values());
    }

    @Override
    public synchronized Absent leave(String person, Optional<Instant> until, Principal by) {
        absences.put(person, new Absence(person, FakeWork.NOW, until));
        return new Absent.Noted(absences(), person + " is away");
    }

    @Override
    public synchronized Absent comeBack(String person, Principal by) {
        return absences.remove(person) == null
                ? new Absent.NotFound("nobody called '" + person + "' is away")
                : new Absent.Noted(absences(), person + " is back");
    }
}
