package dev.baton.server.console;

import dev.baton.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * JSON as people read it: labels instead of keys, amounts with their currency, times as times.
 *
 * @param name the key as it stands in the JSON
 * @param exact the value as it stands in the JSON, when what is shown looks different
 */
public record Shown(String name, String label, Value value, Optional<String> exact) {
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
    private static final Pattern MINOR = Pattern.compile("(.*?)_?[mM]inor");
    private static final String CURRENCY = "currency";
    private static final int MOST_ITEMS = 20;
    private static final int DEEPEST = 5;

    /** What is shown. */
    public sealed interface Value {
        record Text(String text) implements Value {}

        record Amount(Money money) implements Value {}

        record Time(Instant at) implements Value {}

        record Group(List<Shown> members) implements Value {}

        /** Items that are each a group or a list themselves. */
        record Items(List<Value> items, int more) implements Value {}

        record Nothing() implements Value {}
    }

    Shown labelled(String other) {
        return new Shown(name, other, value, exact);
    }

    /** The members of an object in their order. */
    public static List<Shown> of(Json.Obj object) {
        return members(object, Optional.empty(), 0);
    }

    /** Anything: what is no object has one member without a name. */
    public static Value value(Json json) {
        return value(json, Optional.empty(), 0);
    }

    private static List<Shown> members(Json.Obj object, Optional<String> outerCurrency, int depth) {
        var currency = object.textAt(CURRENCY).filter(Money::isCurrency).or(() -> outerCurrency);
        var shown = new ArrayList<Shown>();
        object.members().forEach((name, json) -> shown.add(member(name, json, currency, depth)));
        return List.copyOf(shown);
    }

    private static Shown member(String name, Json json, Optional<String> currency, int depth) {
        var minor = MINOR.matcher(name);
        if (json instanceof Json.Whole(var amount) && currency.isPresent() && minor.matches()) {
            var label = minor.group(1).isEmpty() ? "Amount" : Labels.of(minor.group(1));
            var money = new Value.Amount(new Money(amount, currency.get()));
            return new Shown(name, label, money, Optional.of(Long.toString(amount)));
        }
        return new Shown(name, Labels.of(name), value(json, currency, depth), Optional.empty());
    }

    private static Value value(Json json, Optional<String> currency, int depth) {
        return switch (json) {
            case Json.Null ignored -> new Value.Nothing();
            case Json.Bool(var yes) -> new Value.Text(yes ? "yes" : "no");
            case Json.Whole(var number) -> new Value.Text(Long.toString(number));
            case Json.Decimal decimal -> new Value.Text(decimal.write());
            case Json.Text(var text) -> text(text);
            case Json.Arr array -> depth < DEEPEST ? items(array.items(), currency, depth) : whole(array);
            case Json.Obj object -> depth < DEEPEST ? group(object, currency, depth) : whole(object);
        };
    }

    /** What is too deep to be laid out. */
    private static Value whole(Json json) {
        return new Value.Text(json.write());
    }

    private static Value group(Json.Obj object, Optional<String> currency, int depth) {
        return object.members().isEmpty() ? new Value.Nothing() : new Value.Group(members(object, currency, depth + 1));
    }

    private static Value text(String text) {
        if (TIME.matcher(text).matches()) {
            try {
                return new Value.Time(Instant.parse(text));
            } catch (DateTimeParseException e) {
                return new Value.Text(text); // looked like a time, but for instance in month 13
            }
        }
        return text.isEmpty() ? new Value.Nothing() : new Value.Text(text);
    }

    private static Value items(List<Json> items, Optional<String> currency, int depth) {
        if (items.isEmpty()) {
            return new Value.Nothing();
        }
        var shown = items.stream()
                .limit(MOST_ITEMS)
                .map(item -> value(item, currency, depth + 1))
                .toList();
        return new Value.Items(shown, Math.max(0, items.size() - MOST_ITEMS));
    }

    /** The first amount in here, at the top. */
    public static Optional<Money> amount(List<Shown> members) {
        return members.stream()
                .filter(member -> member.value() instanceof Value.Amount)
                .map(member -> ((Value.Amount) member.value()).money())
                .findFirst();
    }
}
