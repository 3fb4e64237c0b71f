package dev.baton.server.console;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One exact argument of a write, and the input to change it with.
 *
 * @param field how it can be changed; empty when it cannot
 */
public record Argument(Shown shown, String exact, Optional<Field> field) {

    /**
     * An input of the form.
     *
     * @param type of the HTML input
     * @param step of a number input; empty for others
     * @param unit written behind the input
     * @param value as it was, or as somebody entered it
     * @param problem what is wrong with what was entered
     */
    public record Field(
            String name,
            String label,
            String type,
            String step,
            Optional<String> unit,
            String value,
            Optional<String> problem) {}

    static final String PREFIX = "arg.";

    static Argument of(Shown shown, Json json, boolean editable, Entered entered) {
        return new Argument(
                shown, json.write(), editable ? Optional.of(field(shown, json, entered)) : Optional.empty());
    }

    private static Field field(Shown shown, Json json, Entered entered) {
        var problem = entered.problem(shown.name());
        var name = PREFIX + shown.name();
        if (shown.value() instanceof Shown.Value.Amount(var money)) {
            var value = entered.value(shown.name()).orElse(decimal(money).toPlainString());
            var step = BigDecimal.ONE.movePointLeft(money.digits()).toPlainString();
            return new Field(name, shown.label(), "number", step, Optional.of(money.currency()), value, problem);
        }
        var number = json instanceof Json.Whole || json instanceof Json.Decimal;
        var step = json instanceof Json.Whole ? "1" : "any";
        var value = entered.value(shown.name()).orElse(json.asText().orElseGet(json::write));
        return new Field(
                name, shown.label(), number ? "number" : "text", number ? step : "", Optional.empty(), value, problem);
    }

    private static BigDecimal decimal(Money money) {
        return BigDecimal.valueOf(money.minor(), money.digits());
    }

    /**
     * What was entered, as JSON of the kind that the argument was.
     *
     * @throws IllegalArgumentException in words, when it is something else
     */
    static Json parse(Shown shown, Json was, String entered) {
        try {
            if (shown.value() instanceof Shown.Value.Amount(var money)) {
                return Json.number(new BigDecimal(entered.strip())
                        .movePointRight(money.digits())
                        .longValueExact());
            }
            return switch (was) {
                case Json.Whole ignored -> Json.number(Long.parseLong(entered.strip()));
                case Json.Decimal ignored -> Json.number(Double.parseDouble(entered.strip()));
                case Json.Text ignored -> Json.text(entered);
                case Json.Bool ignored -> Json.parse(entered);
                case Json.Null ignored -> Json.parse(entered);
                case Json.Arr ignored -> Json.parse(entered);
                case Json.Obj ignored -> Json.parse(entered);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + entered + "' is not " + wanted(shown, was), e);
        } catch (JsonException e) {
            throw new IllegalArgumentException("'" + entered + "' is not JSON: " + e.getMessage(), e);
        }
    }

    private static String wanted(Shown shown, Json was) {
        return shown.value() instanceof Shown.Value.Amount(var money)
                ? "an amount in " + money.currency() + ", such as "
                        + decimal(money).toPlainString()
                : was instanceof Json.Whole ? "a whole number" : "a number";
    }
}
