package dev.baton.plan;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the form of models to that of files. */
final class ProposalReader {
    private static final Set<String> NO_PART_OF_THE_PLAN = Set.of("cannot", "outline");
    private static final Set<String> CONDITIONS = Set.of("when", "each", "expect");

    /** A template that is nothing but a field of a step's result. */
    private static final Pattern WHOLE_REFERENCE =
            Pattern.compile("\\$\\{\\s*steps\\.([A-Za-z_][A-Za-z0-9_]*)(\\.[A-Za-z0-9_.]+)\\s*}");

    private static final Pattern WRAPPED = Pattern.compile("(?<!')\\$\\{([^{}]*)}");

    private final List<Problem> problems = new ArrayList<>();

    private final Json.Obj given;
    private final String text;

    ProposalReader(Json.Obj proposal) {
        this.given = StepNames.repaired(proposal);
        this.text = given.write();
    }

    PlanProposal plan() {
        var members = new LinkedHashMap<String, Json>();
        given.members().forEach((name, value) -> {
            if (!(value instanceof Json.Null || NO_PART_OF_THE_PLAN.contains(name))) {
                members.put(name, value);
            }
        });
        var steps = steps(given.get("steps").orElse(Json.array()));
        members.put("steps", new Json.Obj(steps));
        if (members.get("output") instanceof Json.Obj output) {
            members.put("output", optional(withoutNulls(output), steps));
        }
        return problems.isEmpty()
                ? new PlanProposal.Proposed(new Json.Obj(members))
                : new PlanProposal.Unreadable(List.copyOf(problems));
    }

    private Map<String, Json> steps(Json given) {
        var steps = new LinkedHashMap<String, Json>();
        switch (given) {
            case Json.Arr list -> {
                for (var i = 0; i < list.items().size(); i++) {
                    named(list.items().get(i), "/steps/" + i, steps);
                }
            }
            case Json.Obj byName -> byName.members().forEach((name, step) -> steps.put(name, step(step)));
            case Json other -> problems.add(new Problem("/steps", "expected a list of steps"));
        }
        return steps;
    }

    private void named(Json step, String path, Map<String, Json> into) {
        var name = step.textAt("name");
        if (name.isEmpty()) {
            problems.add(new Problem(path, "the step has no 'name'"));
        } else if (!into.containsKey(name.get())) {
            into.put(name.get(), step(step));
        } else if (isReferredTo(name.get())) {
            problems.add(new Problem(path + "/name", "there are two steps '" + name.get() + "'"));
        } else {
            // nothing depends on which of them is meant
            into.put(free(name.get(), into.keySet()), step(step));
        }
    }

    private boolean isReferredTo(String name) {
        var quoted = Pattern.quote(name);
        var needed = "\"(?:needs|with)\":\\[[^\\]]*\"" + quoted + "\"";
        return Pattern.compile("steps\\.\\??" + quoted + "\\b|" + needed)
                .matcher(text)
                .find();
    }

    private static String free(String name, Set<String> taken) {
        var number = 2;
        while (taken.contains(name + number)) {
            number++;
        }
        return name + number;
    }

    private static Json step(Json given) {
        if (!(given instanceof Json.Obj step)) {
            return given;
        }
        var members = new LinkedHashMap<String, Json>();
        step.members().forEach((name, value) -> {
            if (!isLeftOut(name, value)) {
                members.put(name, CONDITIONS.contains(name) ? bare(value) : value);
            }
        });
        for (var data : List.of("args", "input")) {
            if (members.get(data) instanceof Json.Obj object) {
                members.put(data, withoutNulls(object));
            }
        }
        if (members.containsKey("judge") || members.containsKey("ask")) {
            answered(members);
        }
        return new Json.Obj(members);
    }

    private static boolean isLeftOut(String name, Json value) {
        var blank = value.asText().filter(String::isBlank).isPresent();
        return value instanceof Json.Null || name.equals("name") || (blank && CONDITIONS.contains(name));
    }

    /** Conditions are bare expressions, but who writes templates all the time wraps them or their parts as well. */
    private static Json bare(Json value) {
        return value.asText()
                .map(String::strip)
                .<Json>map(text -> {
                    var whole = WRAPPED.matcher(text);
                    return Json.text(
                            whole.matches()
                                    ? whole.group(1)
                                    : WRAPPED.matcher(text).replaceAll("($1)"));
                })
                .orElse(value);
    }

    private static void answered(Map<String, Json> members) {
        if (members.remove("choices") instanceof Json.Arr choices
                && !choices.items().isEmpty()) {
            members.putIfAbsent("schema", Json.object("enum", choices));
        }
        members.putIfAbsent("schema", Json.object("type", Json.text("string")));
        if (members.get("with") instanceof Json.Arr names) {
            var data = new LinkedHashMap<String, Json>();
            names.items().stream().flatMap(name -> name.asText().stream()).forEach(name -> {
                var path = name.equals("input") || name.startsWith("steps.") ? name : "steps." + name;
                data.put(path.replaceFirst("^steps\\.", ""), Json.text("${" + path + "}"));
            });
            members.put("with", new Json.Obj(data));
        }
    }

    /** What a skipped step would have given is simply not in the output, whether or not that was written. */
    private static Json.Obj optional(Json.Obj output, Map<String, Json> steps) {
        var members = new LinkedHashMap<String, Json>();
        output.members().forEach((name, value) -> {
            var reference = value.asText().map(WHOLE_REFERENCE::matcher).filter(Matcher::matches);
            var step = reference.map(found -> steps.get(found.group(1)));
            var maySkip = step.filter(it -> it.get("when").isPresent()).isPresent();
            members.put(
                    name,
                    maySkip
                            ? Json.text("${steps.?" + reference.orElseThrow().group(1)
                                    + reference.get().group(2) + "}")
                            : value);
        });
        return new Json.Obj(members);
    }

    private static Json.Obj withoutNulls(Json.Obj object) {
        var members = new LinkedHashMap<String, Json>();
        object.members().forEach((name, value) -> {
            if (value instanceof Json.Obj inner) {
                members.put(name, withoutNulls(inner));
            } else if (!(value instanceof Json.Null)) {
                members.put(name, value);
            }
        });
        return new Json.Obj(members);
    }
}
