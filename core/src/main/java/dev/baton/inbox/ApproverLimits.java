package dev.baton.inbox;

import dev.baton.json.Json;
import dev.baton.policy.Policy.AmountArguments;
import dev.baton.principal.Allowance;
import dev.baton.principal.People;
import dev.baton.principal.Principal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Up to how much somebody may approve: their own limit, else that of the role in which they act. */
public final class ApproverLimits {
    private ApproverLimits() {}

    private record Bound(String whose, Allowance allowance) {}

    /** Why somebody may not approve this, in words; empty when they may. */
    public static Optional<String> objection(
            People people, Rights.Right right, Principal by, AmountArguments amount, Json.Obj args) {
        for (var bound : bounds(people, right, by)) {
            var objection = objection(bound, amount, args);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    /** Whoever stands in is bound by the limit of the absent one, and by their own if they have one. */
    private static List<Bound> bounds(People people, Rights.Right right, Principal by) {
        var holder = right.standsInFor().orElse(by);
        var bounds = new ArrayList<Bound>();
        people.member(holder.id())
                .limit()
                .or(() -> people.duties().of(right.role()).limit())
                .ifPresent(limit -> bounds.add(new Bound(holder.id(), limit)));
        if (right.standsInFor().isPresent()) {
            people.member(by.id()).limit().ifPresent(limit -> bounds.add(new Bound(by.id(), limit)));
        }
        return bounds;
    }

    private static Optional<String> objection(Bound bound, AmountArguments amount, Json.Obj args) {
        var may = bound.whose() + " may approve up to " + bound.allowance() + "; ";
        if (!(args.member(amount.minor()).orElse(Json.Null.INSTANCE) instanceof Json.Whole(var minor))
                || !(args.member(amount.currency()).orElse(Json.Null.INSTANCE) instanceof Json.Text(var currency))) {
            return Optional.of(may + "how much this is about cannot be told from '" + amount.minor() + "' and '"
                    + amount.currency() + "', so somebody without a limit has to decide");
        }
        if (!currency.equals(bound.allowance().currency())) {
            return Optional.of(may + "this is about " + currency
                    + ", and amounts of different currencies are not compared: somebody with a limit in " + currency
                    + " or without one has to decide");
        }
        return bound.allowance().covers(minor)
                ? Optional.empty()
                : Optional.of(may + "this is about " + words(minor, currency)
                        + ", so somebody with a higher limit has to decide");
    }

    private static String words(long minor, String currency) {
        var digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return BigDecimal.valueOf(minor, digits).toPlainString() + " " + currency;
    }
}
