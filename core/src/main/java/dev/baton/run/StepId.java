package dev.baton.run;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A step of a plan, one element of a step with {@code each}, written {@code step[2]}, or what the runtime does beside
 * the plan: {@code undo:step}, {@link #ENDING}, {@link #OUTPUT}.
 */
public record StepId(String step, OptionalInt element) {
    /** The decision what becomes of what was done when a run cannot go on. */
    public static final StepId ENDING = of("run:ending");

    /** Making a plan, and a person's approval of it. */
    public static final StepId PLAN = of("run:plan");

    /** What the run says at its end. */
    public static final StepId OUTPUT = of("run:output");

    private static final String UNDO = "undo:";
    private static final String RUN = "run:";
    private static final Pattern FORM = Pattern.compile("((?:undo:|run:)?[A-Za-z0-9_]+)(?:\\[(\\d{1,6})])?");

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

    /** Whether it is in no plan. */
    public boolean isOfTheRuntime() {
        return step.startsWith(RUN) || isUndo();
    }

    /** The step that takes this one back. */
    public StepId undo() {
        return new StepId(UNDO + step, element);
    }

    public boolean isUndo() {
        return step.startsWith(UNDO);
    }

    @Override
    public String toString() {
        return element.isPresent() ? step + "[" + element.getAsInt() + "]" : step;
    }
}
