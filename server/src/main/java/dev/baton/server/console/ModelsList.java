package dev.baton.server.console;

import dev.baton.model.ModelCost;
import dev.baton.model.ModelRole;
import dev.baton.model.ModelStatus;
import dev.baton.model.ModelsStatus;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;

/**
 * The models as a page shows them.
 *
 * @param seen changes with what is shown
 */
public record ModelsList(ModelsStatus status, String seen) {
    /** Whoever looks at cents has to see calls that cost less than one. */
    private static final int DIGITS = 4;

    public static String word(ModelRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** What happens with a role where no model can be asked. */
    public static String without(ModelRole role) {
        return switch (role) {
            case ASSISTANT -> "no model now: assistants fill forms";
            case PLANNER -> "no model now: only playbooks make plans";
            case JUDGE -> "no model now: people judge";
        };
    }

    public static String count(long number) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(number);
    }

    public static String cost(ModelCost cost) {
        var amount = cost.amount();
        var rounded = amount.scale() > DIGITS ? amount.setScale(DIGITS, RoundingMode.UP) : amount;
        return (rounded.scale() < 2 ? rounded.setScale(2, RoundingMode.UNNECESSARY) : rounded).toPlainString() + " "
                + cost.currency();
    }

    /** How long a call takes on average. */
    public static String pace(ModelStatus model) {
        var calls = model.counts().calls();
        return calls == 0
                ? "none so far"
                : model.counts().time().dividedBy(calls).toMillis() + " ms a call";
    }
}
