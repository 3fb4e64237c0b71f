package dev.baton.trigger;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.Expression;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.expression.Truth;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A {@link TriggerDefinition} whose expressions are compiled. Pure: the same event gives the same decision. */
public final class CompiledTrigger {
    static final String EVENT = "event";
    static final Scope SCOPE = Scope.empty().withAny(EVENT);

    /** Stripe counts deliveries within the body, so the body of one event differs from time to time. */
    private static final String STRIPES_ID = "${event.id}";

    private static final Pattern KEY = Pattern.compile("\\P{Cntrl}{1,255}");

    private final TriggerDefinition definition;
    private final Optional<Expression> when;
    private final Optional<Template> dedupe;
    private final Template input;

    /** @throws dev.baton.expression.ExpressionException when an expression does not compile; see {@link TriggerCheck} */
    public CompiledTrigger(TriggerDefinition definition) {
        this.definition = definition;
        this.when = definition.when().map(text -> Expression.compile(text, SCOPE));
        this.dedupe = definition
                .dedupe()
                .or(() -> definition.source().verification() instanceof Verification.Stripe
                        ? Optional.of(STRIPES_ID)
                        : Optional.empty())
                .map(text -> Template.compile(Json.text(text), SCOPE));
        this.input = Template.compile(definition.input(), SCOPE);
    }

    public TriggerDefinition definition() {
        return definition;
    }

    /** @param delivery by which the delivery is known when the file does not say what makes two events one */
    public TriggerDecision decide(Json event, String delivery) {
        var bindings = Bindings.empty().with(EVENT, event);
        return switch (when.map(condition -> condition.test(bindings)).orElseGet(Truth.True::new)) {
            case Truth.True ignored -> start(bindings, delivery);
            case Truth.False ignored -> new TriggerDecision.Ignore("'when' is false for this event");
            case Truth.Failed(var reason) -> unfit("/when", reason);
        };
    }

    private TriggerDecision start(Bindings bindings, String delivery) {
        String key;
        try {
            key = dedupe.map(template -> text(template.evaluate(bindings))).orElse(delivery);
        } catch (EvaluationException e) {
            return unfit("/dedupe", String.valueOf(e.getMessage()));
        }
        if (!KEY.matcher(key).matches()) {
            return unfit("/dedupe", "what makes two events one has 1 to 255 visible characters, not " + key.length());
        }
        try {
            return new TriggerDecision.Start(
                    definition.start(), input.evaluate(bindings).asObject(), key);
        } catch (EvaluationException e) {
            return unfit("/input", String.valueOf(e.getMessage()));
        }
    }

    private static TriggerDecision unfit(String path, String message) {
        return new TriggerDecision.Unfit(List.of(new Problem(path, message)));
    }

    private static String text(Json value) {
        return value.asText().orElseGet(value::write);
    }
}
