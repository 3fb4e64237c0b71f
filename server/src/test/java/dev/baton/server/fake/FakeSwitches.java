package dev.baton.server.fake;

import dev.baton.engine.Switchboard;
import dev.baton.policy.Switches;
import dev.baton.policy.Switches.Kind;
import dev.baton.policy.Switches.Off;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Switches of an agent, two tools and a connection. */
final class FakeSwitches implements Switchboard {
    private final List<Off> off = new CopyOnWriteArrayList<>();

    @Override
    public List<Off> off() {
        return List.copyOf(off);
    }

    @Override
    public SortedSet<String> names(Kind kind) {
        return new TreeSet<>(
                switch (kind) {
                    case AGENT -> List.of("refunds");
                    case TOOL -> List.of("billing.refund", "orders.get");
                    case CONNECTION -> List.of("billing");
                });
    }

    @Override
    public Turned turn(Kind kind, String name, boolean on, Optional<String> reason, Principal by) {
        if (!by.has("operator")) {
            return new Turned.NotAllowed(by.reference() + " may not turn switches");
        }
        if (!names(kind).contains(name)) {
            return new Turned.NotFound("there is no " + kind.word() + " '" + name + "'");
        }
        off.removeIf(it -> it.kind() == kind && it.name().equals(name));
        var turned = new Switches.Off(kind, name, by.reference(), Instant.parse("2026-02-01T09:00:00Z"), reason);
        if (on) {
            return new Turned.Done(Optional.empty());
        }
        off.add(turned);
        return new Turned.Done(Optional.of(turned));
    }
}
