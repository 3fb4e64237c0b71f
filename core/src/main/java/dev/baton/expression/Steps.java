package dev.baton.expression;

import dev.baton.json.Json;

/**
 * How much one evaluation may still do. An expression can come from a model and its values from anyone, and macros
 * multiply: without a bound a short rule over a long list could hold a thread, or fill the memory, for all others.
 */
final class Steps {
    /** Well under a second of work. */
    private static final int MOST = 2_000_000;

    /** The longest text, counted in characters, and list, counted in items, that an expression may build. */
    static final int LONGEST_TEXT = 1_000_000;

    static final int LONGEST_LIST = 100_000;

    private static final int CHARACTERS_PER_STEP = 64;

    private int left = MOST;

    /** @throws EvaluationException when the evaluation has done too much */
    void take(int steps) {
        left -= steps;
        if (left < 0) {
            throw new EvaluationException(
                    "it takes too many steps; use it on less data, or fewer macros in one another");
        }
    }

    void takeText(String text) {
        take(1 + text.length() / CHARACTERS_PER_STEP);
    }

    /** Takes a step for every value in a tree. */
    void takeAll(Json tree) {
        switch (tree) {
            case Json.Text text -> takeText(text.value());
            case Json.Arr array -> {
                take(1);
                array.items().forEach(this::takeAll);
            }
            case Json.Obj object -> {
                take(1);
                object.members().values().forEach(this::takeAll);
            }
            case Json.Null ignored -> take(1);
            case Json.Bool ignored -> take(1);
            case Json.Whole ignored -> take(1);
            case Json.Decimal ignored -> take(1);
        }
    }
}
