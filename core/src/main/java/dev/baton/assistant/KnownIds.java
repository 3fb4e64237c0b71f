package dev.baton.assistant;

import dev.baton.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The identifiers that a reply may name: those that the person said, that a system answered, that their handoffs hold.
 * Documents are not among them, nor what a model said by itself.
 */
final class KnownIds {
    private final boolean any;
    private final Set<String> tokens = new HashSet<>();
    /** "order 100234" names ORD-100234. */
    private final Set<String> numbers = new HashSet<>();

    KnownIds() {
        this(false);
    }

    private KnownIds(boolean any) {
        this.any = any;
    }

    /** For who has no systems, documents or handoffs to be wrong about: a text may be about anything. */
    static KnownIds any() {
        return new KnownIds(true);
    }

    KnownIds learn(String text) {
        IdTokens.all(text).forEach(this::learnToken);
        return this;
    }

    KnownIds learn(Json json) {
        switch (json) {
            case Json.Obj object -> object.members().forEach((name, value) -> learn(value));
            case Json.Arr array -> array.items().forEach(this::learn);
            case Json.Text text -> learn(text.value());
            case Json.Whole number -> learn(Long.toString(number.value()));
            case Json.Decimal number -> learn(number.write());
            case Json.Bool ignored -> {}
            case Json.Null ignored -> {}
        }
        return this;
    }

    private void learnToken(String token) {
        tokens.add(token);
        tokens.addAll(List.of(IdTokens.parts(token)));
        for (var segment : IdTokens.segments(token)) {
            if (isNumber(segment)) {
                numbers.add(segment);
            }
        }
    }

    /** What an answer said was checked when it was said, but for what it quoted from documents. */
    KnownIds learnSaid(History.Line line) {
        var quoted = new HashSet<String>();
        line.sources().forEach(source -> quoted.addAll(IdTokens.all(source.excerpt())));
        IdTokens.all(line.text()).stream()
                .filter(token -> !quoted.contains(token))
                .forEach(this::learnToken);
        return this;
    }

    boolean holds(String token) {
        return any
                || tokens.contains(token)
                || (isNumber(token) && numbers.contains(token))
                || (IdTokens.parts(token).length > 1
                        && List.of(IdTokens.parts(token)).stream()
                                .allMatch(part ->
                                        tokens.contains(part) || part.chars().noneMatch(Character::isDigit)));
    }

    private static boolean isNumber(String token) {
        return !token.isEmpty() && token.chars().allMatch(Character::isDigit);
    }
}
