package dev.baton.policy;

import dev.baton.expression.Bindings;
import dev.baton.expression.Expression;
import dev.baton.expression.Reference;
import dev.baton.json.Json;
import dev.baton.json.Personal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The values that a verdict rests on, by the paths that the rules name: those of the deciding rule first, then those of
 * the rules that were passed over before it. Only what is short is kept; what a schema marks personal is not.
 */
final class ComparedValues {
    static final ComparedValues NONE = new ComparedValues(List.of());

    private static final String MISSING = "(missing)";
    private static final int MOST = 16;
    private static final int LONGEST = 80;

    private final List<Named> named;

    /** @param shown false for what is about a person and need not be seen */
    private record Named(Reference reference, String name, boolean shown) {}

    private ComparedValues(List<Named> named) {
        this.named = named;
    }

    /**
     * What a condition compares, followed by what the rules before it compared.
     *
     * @param personal whether what a path leads to is not to be shown
     */
    ComparedValues before(Expression condition, Predicate<Reference> personal) {
        var all = new LinkedHashSet<Named>();
        for (var reference : condition.references()) {
            var plain = new Reference(reference.variable(), reference.path(), false);
            all.add(new Named(plain, name(reference), !personal.test(reference)));
        }
        all.addAll(named);
        return new ComparedValues(all.stream().limit(MOST).toList());
    }

    /** As people write it in a rule. */
    private static String name(Reference reference) {
        return reference.variable().equals("windows") && reference.path().size() == 1
                ? "window('" + reference.path().getFirst() + "')"
                : reference.toString();
    }

    List<Compared> in(Question question, Bindings bindings) {
        return named.stream()
                .map(one -> new Compared(
                        one.name(),
                        one.shown() ? value(one.reference(), question, bindings) : Json.text(Personal.HIDDEN)))
                .toList();
    }

    private static Json value(Reference reference, Question question, Bindings bindings) {
        if (reference.isOrigin()) {
            return Json.texts(question.origins().at(reference.path().getFirst()));
        }
        return bindings.at(reference).map(ComparedValues::brief).orElse(Json.text(MISSING));
    }

    private static Json brief(Json value) {
        return switch (value) {
            case Json.Text(var text) -> Json.text(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
            case Json.Arr(var items) -> Json.text("(" + items.size() + (items.size() == 1 ? " item)" : " items)"));
            case Json.Obj(var members) ->
                Json.text("(" + members.size() + (members.size() == 1 ? " member)" : " members)"));
            case Json other -> other;
        };
    }

    /** For a sentence: {@code facts.claims.count was 3, args.currency was "EUR"}; empty when nothing was compared. */
    static String words(List<Compared> compared) {
        return compared.stream()
                .map(one -> one.what() + " was " + word(one.value()))
                .collect(Collectors.joining(", "));
    }

    private static String word(Json value) {
        return switch (value) {
            case Json.Text(var text) when text.startsWith("(") -> text;
            case Json.Arr(var items) ->
                String.join(" and ", items.stream().map(ComparedValues::plain).toList());
            case Json other -> other.write();
        };
    }

    private static String plain(Json value) {
        return value.asText().orElseGet(value::write);
    }
}
