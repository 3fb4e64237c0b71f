package dev.baton.policy;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.Expression;
import dev.baton.expression.ExpressionException;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A {@link Policy.Window} as calls of one tool use it. */
record CompiledWindow(String key, Template per, Duration over, Optional<Expression> amount, boolean counts) {

    /** @param path of the window in the policy's file */
    static Optional<CompiledWindow> compile(
            String key, Policy.Window window, ToolSpec tool, Json.Obj handoff, String path, List<Problem> problems) {
        var scope = Scope.empty().with("args", tool.input()).with("handoff", handoff);
        var counts = window.tools().contains(tool.name());
        try {
            var per = Template.compile(Json.text(window.per()), scope);
            // what a call that is not counted would add is never asked, and may make no sense there
            var amount = window.amount().filter(text -> counts).map(text -> Expression.compile(text, scope));
            var wrong =
                    amount.flatMap(Expression::type).filter(type -> !type.equals("integer") && !type.equals("number"));
            wrong.ifPresent(type -> problems.add(
                    new Problem(path + "/amount", "for " + tool.name() + ": an amount is a number, not a " + type)));
            return Optional.of(new CompiledWindow(key, per, window.over(), amount, counts));
        } catch (ExpressionException e) {
            e.problems().forEach(problem -> problems.add(new Problem(path, "for " + tool.name() + ": " + problem)));
            return Optional.empty();
        }
    }

    /** JSON Schema of the sum: a count, or what amounts are, where they are all whole. */
    static Json.Obj schema(Policy.Window window) {
        return window.amount().isEmpty() ? Json.object("type", Json.text("integer")) : Json.object();
    }

    /** @throws EvaluationException when it cannot be told whose sum it is, or what the call adds */
    WindowUse use(Bindings bindings) {
        var account = Json.object("window", Json.text(key)).with("per", per.evaluate(bindings));
        return new WindowUse(key, Digest.of(account), over, counts ? Optional.of(added(bindings)) : Optional.empty());
    }

    private BigDecimal added(Bindings bindings) {
        return amount.map(expression -> number(expression, expression.evaluate(bindings)))
                .orElse(BigDecimal.ONE);
    }

    private static BigDecimal number(Expression expression, Json value) {
        var number = switch (value) {
            case Json.Whole whole -> BigDecimal.valueOf(whole.value());
            case Json.Decimal decimal -> new BigDecimal(decimal.write());
            case Json other ->
                throw new EvaluationException("'" + expression + "' gives " + other.kind() + ", not a number");
        };
        if (number.signum() < 0) {
            throw new EvaluationException("'" + expression + "' is negative, which would make room for more");
        }
        return number;
    }
}
