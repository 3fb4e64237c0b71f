package dev.baton.run;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A step of a plan, or one element of a step with {@code each}, written {@code step[2]}. */
public record StepId(String step, OptionalInt element) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_]+)(?:\\[(\\d{1,6})])?");

    public static StepId of(String step) {
        return new StepId(step, OptionalInt.empty());
    }

    public static StepId of(String step, int element) {
        return new StepId(step, OptionalInt.of(element));
    }

    public static StepId parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a step (name or name[2])");
        }
        var element = parts.group(2);
        return element == null ? of(parts.group(1)) : of(parts.group(1), Integer.parseInt(element));
    }

    @Override
    public String toString() {
        return element.isPresent() ? step + "[" + element.getAsInt() + "]" : step;
    }
}
