package dev.baton.principal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is expected of the roles that people work in. A role of which nothing is said has no due times and no limit. */
public record Duties(Map<String, Duty> byRole) {
    public static final Duties NONE = new Duties(Map.of());

    public Duties {
        byRole = Map.copyOf(byRole);
    }

    /**
     * One role's.
     *
     * @param due how long something may wait for the role; after that it is overdue
     * @param escalate the role for which it waits too once it is overdue
     * @param limit up to how much somebody may approve in this role
     */
    public record Duty(Optional<Duration> due, Optional<String> escalate, Optional<Allowance> limit) {
        public static final Duty NONE = new Duty(Optional.empty(), Optional.empty(), Optional.empty());

        public Duty {
            if (due.isPresent() && (due.get().isNegative() || due.get().isZero())) {
                throw new IllegalArgumentException("something is due after some time, not after " + due.get());
            }
            if (escalate.isPresent() && due.isEmpty()) {
                throw new IllegalArgumentException("what escalates needs 'due': after how long");
            }
        }
    }

    public Duty of(String role) {
        return byRole.getOrDefault(role, Duty.NONE);
    }

    /** When what waits for a role is overdue. */
    public Optional<Instant> due(String role, Instant since) {
        return of(role).due().map(since::plus);
    }

    /** The roles for which something waits by now: its own first, then those to which it was escalated. */
    public List<String> reachedBy(String role, Instant since, Instant now) {
        var reached = new ArrayList<String>();
        for (var step : way(role)) {
            // its own role may act at once, also by a clock that was set back since
            if (step.after().isZero() || !now.isBefore(since.plus(step.after()))) {
                reached.add(step.role());
            }
        }
        return List.copyOf(reached);
    }

    /** After how long something that waits for one role waits for any of others too. */
    public Optional<Duration> delay(String role, Set<String> others) {
        return way(role).stream()
                .filter(step -> others.contains(step.role()))
                .map(Step::after)
                .findFirst();
    }

    private record Step(String role, Duration after) {}

    /**
     * That what waits for a role waits for another one too.
     *
     * @param after how long it has waited then
     */
    public record Escalation(String role, String to, Duration after) {}

    /** Every escalation that there can be. */
    public List<Escalation> escalations() {
        return byRole.keySet().stream()
                .sorted()
                .flatMap(
                        role -> way(role).stream().skip(1).map(step -> new Escalation(role, step.role(), step.after())))
                .toList();
    }

    /** From a role to the last one that it leads to; roles that lead in circles are gone through once. */
    private List<Step> way(String role) {
        var seen = new LinkedHashSet<String>();
        var way = new ArrayList<Step>();
        var next = Optional.of(role);
        var after = Duration.ZERO;
        while (next.isPresent() && seen.add(next.get())) {
            way.add(new Step(next.get(), after));
            var duty = of(next.get());
            after = after.plus(duty.due().orElse(Duration.ZERO));
            next = duty.escalate();
        }
        return way;
    }
}
