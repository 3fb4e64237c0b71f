package dev.baton.engine;

import dev.baton.event.StreamHead;
import dev.baton.event.ViewStore;
import dev.baton.inbox.Absence;
import dev.baton.inbox.AbsenceEvent;
import dev.baton.inbox.Assignments;
import dev.baton.inbox.InboxEvent;
import dev.baton.inbox.InboxItem;
import dev.baton.inbox.Rights;
import dev.baton.inbox.RunItems;
import dev.baton.json.Fields;
import dev.baton.principal.People;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets people share the work that waits for them. */
final class InboxDesk implements Inbox {
    private final InboxSearch search;
    private final RunLog runs;
    private final InboxLog log;
    private final Supplier<People> people;
    private final InstantSource clock;

    InboxDesk(ViewStore views, RunLog runs, InboxLog log, Supplier<People> people, InstantSource clock) {
        this.search = new InboxSearch(views);
        this.runs = runs;
        this.log = log;
        this.people = people;
        this.clock = clock;
    }

    /** Who is here, who is away, and what time it is: one look for one question. */
    private record Present(People people, Rights rights, Instant now) {
        boolean mayAct(Principal by, InboxItem item) {
            return rights.of(by, item.role(), item.since(), now).isPresent();
        }
    }

    private Present present() {
        var rights = rights();
        return new Present(rights.people(), rights, clock.instant());
    }

    /** By which right people act now. */
    Rights rights() {
        var away = log.absences().state().stream().map(Absence::person).toList();
        return new Rights(people.get(), away);
    }

    @Override
    public Page list(Query query, Principal by) {
        var present = present();
        var looker = new InboxSearch.Looker(by, present.rights(), present.now());
        var found = new InboxFold(runs, log, present.people(), present.now());
        return search.page(
                query,
                looker,
                item -> found.item(item.run(), item.id())
                        .filter(it -> fits(query, it, by, present))
                        .map(it -> view(it.item(), it.holder(), present)));
    }

    /** What the index cannot tell, or may tell too late. */
    private static boolean fits(Query query, InboxFold.Found found, Principal by, Present present) {
        var held = found.holder().isPresent();
        var skilled = present.people()
                .member(by.id())
                .skills()
                .containsAll(found.item().skills());
        return !(query.free() && held) && !(query.mine() && !held) && !(query.forMe() && !skilled);
    }

    private static InboxView view(InboxItem item, Optional<Assignments.Holder> holder, Present present) {
        var duties = present.people().duties();
        var due = duties.due(item.role(), item.since());
        var person = holder.map(Assignments.Holder::person);
        return new InboxView(
                item,
                duties.reachedBy(item.role(), item.since(), present.now()),
                due,
                due.map(at -> !present.now().isBefore(at)).orElse(false),
                person,
                holder.map(Assignments.Holder::since),
                person.filter(present.rights().absent()::contains)
                        .flatMap(id -> present.people().member(id).deputy()));
    }

    @Override
    public Optional<InboxView> find(String item) {
        var present = present();
        return new InboxFold(runs, log, present.people(), present.now())
                .item(RunNames.runOfItem(item), item)
                .map(it -> view(it.item(), it.holder(), present));
    }

    @Override
    public Outcome take(String item, Principal by) {
        return change(item, by, at -> {
            if (!at.present().mayAct(by, at.item())) {
                return new Wish.Refused(new Outcome.NotAllowed(
                        by.reference() + " may not take this; that takes a person with the role " + at.waitsFor()));
            }
            var other = at.holder().filter(holder -> !isHeldBy(holder, by, at.present()));
            if (other.isPresent()) {
                return new Wish.Refused(new Outcome.Conflict(other.get().person() + " has had this since "
                        + other.get().since()));
            }
            return new Wish.Append(new InboxEvent.Taken(item, by), by.id() + " has it now");
        });
    }

    /** A deputy may take over what the absent one has. */
    private static boolean isHeldBy(Assignments.Holder holder, Principal by, Present present) {
        return holder.person().equals(by.id())
                || present.rights().standingIn(by).stream()
                        .anyMatch(absent -> absent.id().equals(holder.person()));
    }

    @Override
    public Outcome giveBack(String item, Principal by) {
        return change(item, by, at -> {
            if (at.holder().isEmpty()) {
                return new Wish.Refused(new Outcome.Conflict("nobody has this"));
            }
            if (!isHeldBy(at.holder().get(), by, at.present()) && !isOperator(by)) {
                return new Wish.Refused(new Outcome.NotAllowed(
                        at.holder().get().person() + " has this; they or an operator give it back"));
            }
            return new Wish.Append(new InboxEvent.GivenBack(item, by), "nobody has it now");
        });
    }

    @Override
    public Outcome reassign(String item, String to, Optional<String> comment, Principal by) {
        return change(item, by, at -> {
            if (!at.present().mayAct(by, at.item()) && !isOperator(by)) {
                return new Wish.Refused(new Outcome.NotAllowed(by.reference()
                        + " may not reassign this; that takes an operator or a person with the role "
                        + at.waitsFor()));
            }
            var person = at.present()
                    .people()
                    .find(to)
                    .or(() -> Optional.of(by).filter(it -> it.id().equals(to)));
            if (person.isEmpty()) {
                return new Wish.Refused(new Outcome.NotFound("there is nobody called '" + to + "'"
                        + Fields.suggestion(to, at.present().people().personas().keySet())));
            }
            if (!at.present().mayAct(person.get(), at.item())) {
                return new Wish.Refused(
                        new Outcome.Conflict(to + " could do nothing about it; that takes the role " + at.waitsFor()));
            }
            return new Wish.Append(new InboxEvent.Reassigned(item, to, comment, by), to + " has it now");
        });
    }

    @Override
    public Outcome close(String item, Optional<String> comment, Principal by) {
        return change(item, by, at -> {
            if (at.item().kind() != InboxItem.Kind.FAILED_HANDOFF) {
                return new Wish.Refused(new Outcome.Conflict(
                        "it goes by itself once it is decided or answered; only what has ended is closed"));
            }
            if (!at.present().mayAct(by, at.item())) {
                return new Wish.Refused(new Outcome.NotAllowed(
                        by.reference() + " may not close this; that takes a person with the role " + at.waitsFor()));
            }
            return new Wish.Append(new InboxEvent.Closed(item, comment, by), "closed by " + by.id());
        });
    }

    private static boolean isOperator(Principal by) {
        return by.kind() == Principal.Kind.PERSON && by.has(RunItems.OPERATOR);
    }

    private record Current(InboxItem item, Optional<Assignments.Holder> holder, Present present) {
        String waitsFor() {
            return String.join(" or ", present.people().duties().reachedBy(item.role(), item.since(), present.now()));
        }
    }

    private sealed interface Wish {
        record Append(InboxEvent event, String words) implements Wish {}

        record Refused(Outcome outcome) implements Wish {}
    }

    private Outcome change(String id, Principal by, Function<Current, Wish> wish) {
        var run = RunNames.runOfItem(id);
        while (true) {
            var present = present();
            var taken = RunNames.isRun(run)
                    ? log.assignments(run)
                    : new InboxLog.Loaded<>(Assignments.NONE, StreamHead.EMPTY);
            var item = new InboxFold(runs, log, present.people(), present.now()).item(run, id);
            if (item.isEmpty()) {
                return new Outcome.NotFound("nothing called '" + id + "' waits for anybody; it may be decided already");
            }
            switch (wish.apply(new Current(item.get().item(), taken.state().holder(id), present))) {
                case Wish.Refused(var outcome) -> {
                    return outcome;
                }
                case Wish.Append(var event, var words) -> {
                    // decided again when somebody was faster
                    if (log.append(InboxLog.stream(run), taken.head(), (Record) event, by)) {
                        return new Outcome.Done(find(id), words);
                    }
                }
            }
        }
    }

    @Override
    public Optional<String> reveal(String run, Principal by) {
        var present = present();
        var waits = new InboxFold(runs, log, present.people(), present.now())
                .of(run).stream().anyMatch(item -> present.mayAct(by, item));
        if (!isOperator(by) && !waits) {
            return Optional.of(by.reference() + " may not see what is personal in " + run
                    + "; that takes an operator, or somebody for whom something of it waits");
        }
        while (!log.append(InboxLog.stream(run), log.assignments(run).head(), new InboxEvent.Revealed(run, by), by)) {
            // somebody else did something meanwhile
        }
        return Optional.empty();
    }

    @Override
    public List<Disclosure> disclosures(String run) {
        return RunNames.isRun(run) ? log.disclosures(run) : List.of();
    }

    @Override
    public List<Absence> absences() {
        return List.copyOf(log.absences().state());
    }

    @Override
    public Absent leave(String person, Optional<Instant> until, Principal by) {
        return tell(person, by, new AbsenceEvent.Left(person, until, by), deputyOf(person));
    }

    private String deputyOf(String person) {
        return people.get()
                .member(person)
                .deputy()
                .map(deputy -> person + " is away; " + deputy + " stands in")
                .orElse(person + " is away, and nobody stands in: the people file names no deputy");
    }

    @Override
    public Absent comeBack(String person, Principal by) {
        return tell(person, by, new AbsenceEvent.Returned(person, by), person + " is back");
    }

    private Absent tell(String person, Principal by, AbsenceEvent event, String words) {
        var known = people.get().find(person).filter(it -> it.kind() == Principal.Kind.PERSON);
        if (known.isEmpty()) {
            return new Absent.NotFound("nobody who works here is called '" + person + "'"
                    + Fields.suggestion(person, people.get().personas().keySet()));
        }
        if (!known.get().isSameActor(by) && !isOperator(by)) {
            return new Absent.NotAllowed("that " + person + " is away is told by " + person + " or by an operator");
        }
        while (!log.append(InboxLog.ABSENCES, log.absences().head(), (Record) event, by)) {
            // somebody else told something meanwhile
        }
        return new Absent.Noted(absences(), words);
    }
}
