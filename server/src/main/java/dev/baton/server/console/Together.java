package dev.baton.server.console;

import dev.baton.engine.Approvals;
import java.util.Optional;

/** Tells what became of a decision on several approvals. */
final class Together {
    private Together() {}

    static Notice told(Approvals.Together together, boolean approve) {
        return switch (together) {
            case Approvals.Together.Mixed(var message) -> Notice.bad(message);
            case Approvals.Together.Decided(var each) -> {
                var done = each.stream()
                        .filter(one -> one.outcome() instanceof Approvals.Outcome.Taken)
                        .count();
                var words = "you " + (approve ? "approved " : "denied ") + done + " of " + each.size();
                var first = each.stream()
                        .filter(one -> !(one.outcome() instanceof Approvals.Outcome.Withheld))
                        .flatMap(one -> reason(one.outcome()).stream())
                        .findFirst();
                yield first.map(why -> Notice.bad(words + "; of the others: " + Labels.who(why)))
                        .orElseGet(() -> Notice.noted(words));
            }
        };
    }

    private static Optional<String> reason(Approvals.Outcome outcome) {
        return switch (outcome) {
            case Approvals.Outcome.Taken ignored -> Optional.empty();
            case Approvals.Outcome.NotFound(var message) -> Optional.of(message);
            case Approvals.Outcome.NotAllowed(var message) -> Optional.of(message);
            case Approvals.Outcome.Stale(var ignored, var message) -> Optional.of(message);
            case Approvals.Outcome.Invalid(var problems) -> Optional.of(problems.toString());
            case Approvals.Outcome.Withheld(var message) -> Optional.of(message);
        };
    }
}
