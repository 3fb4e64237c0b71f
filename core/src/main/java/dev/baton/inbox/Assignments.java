package dev.baton.inbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who has which item of a run, and which are closed. */
public record Assignments(Map<String, Holder> holders, Set<String> closed) {
    public static final Assignments NONE = new Assignments(Map.of(), Set.of());

    public Assignments {
        holders = Map.copyOf(holders);
        closed = Set.copyOf(closed);
    }

    /** @param person the id of who has it */
    public record Holder(String person, Instant since) {}

    public Optional<Holder> holder(String item) {
        return Optional.ofNullable(holders.get(item));
    }

    public Assignments after(InboxEvent event, Instant at) {
        return switch (event) {
            case InboxEvent.Taken(var item, var by) -> held(item, Optional.of(new Holder(by.id(), at)));
            case InboxEvent.GivenBack(var item, var ignored) -> held(item, Optional.empty());
            case InboxEvent.Reassigned it -> held(it.item(), Optional.of(new Holder(it.to(), at)));
            case InboxEvent.Closed it -> closed(it.item());
            case InboxEvent.Reviewed it -> closed(it.item());
            case InboxEvent.PeopleDid ignored -> this;
            case InboxEvent.Revealed ignored -> this;
        };
    }

    private Assignments held(String item, Optional<Holder> holder) {
        var changed = new HashMap<>(holders);
        holder.ifPresentOrElse(it -> changed.put(item, it), () -> changed.remove(item));
        return new Assignments(changed, closed);
    }

    private Assignments closed(String item) {
        var more = new HashSet<>(closed);
        more.add(item);
        return new Assignments(holders, more);
    }
}
