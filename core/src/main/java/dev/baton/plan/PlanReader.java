package dev.baton.plan;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a plan from JSON, whoever wrote it. Whether it makes sense is for the compiler to say. */
public final class PlanReader {
    private static final Pattern STEP_NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,63}");

    private PlanReader() {}

    /** Reads {@code steps} and {@code output} of the object; empty when {@code fields} then holds problems. */
    public static Optional<Plan> read(Fields fields) {
        if (!(fields.json("steps").orElse(Json.Null.INSTANCE) instanceof Json.Obj steps
                && !steps.members().isEmpty())) {
            fields.problem("steps", "a plan needs at least one step");
        }
        return readPart(fields);
    }

    /** The same for what is added to a plan, which may be no step but the output. */
    public static Optional<Plan> readPart(Fields fields) {
        var steps = new LinkedHashMap<String, Step>();
        fields.childrenByName("steps").forEach((name, step) -> {
            if (!STEP_NAME.matcher(name).matches()) {
                step.problem("", "'" + name + "' is not a step name (a letter, then letters, digits or _)");
            }
            steps.put(name, readStep(step));
        });
        var output = fields.object("output");
        return fields.sound() ? Optional.of(new Plan(steps, output)) : Optional.empty();
    }

    private static Step readStep(Fields fields) {
        var action = StepForms.read(fields);
        var parallel = fields.whole("parallel");
        if (parallel.isPresent() && (parallel.get() < 1 || parallel.get() > 64)) {
            fields.problem("parallel", "between 1 and 64 elements run at the same time");
            parallel = Optional.empty();
        }
        var step = new Step(
                action,
                fields.optionalText("when"),
                fields.optionalText("each").map(PlanReader::bare),
                parallel.map(Long::intValue).orElse(Step.DEFAULT_PARALLEL),
                fields.optionalText("expect"),
                fields.texts("needs"));
        fields.end();
        return step;
    }

    /** {@code each} may be written as {@code ${steps.list}} or bare. */
    private static String bare(String expression) {
        return expression.startsWith("${") && expression.endsWith("}")
                ? expression.substring(2, expression.length() - 1)
                : expression;
    }

    /** The JSON form that {@link #read} reads. */
    public static Json.Obj write(Plan plan) {
        var steps = new LinkedHashMap<String, Json>();
        plan.steps().forEach((name, step) -> steps.put(name, write(step)));
        return Json.object("steps", new Json.Obj(steps)).with("output", plan.output());
    }

    private static Json write(Step step) {
        var members = StepForms.write(step.action());
        step.when().ifPresent(when -> members.put("when", Json.text(when)));
        step.each().ifPresent(each -> {
            members.put("each", Json.text(each));
            members.put("parallel", Json.number(step.parallel()));
        });
        step.expect().ifPresent(expect -> members.put("expect", Json.text(expect)));
        if (!step.needs().isEmpty()) {
            members.put("needs", Json.texts(step.needs()));
        }
        return new Json.Obj(members);
    }
}
