package dev.baton.plan;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From the form of models to that of files. */
final class ProposalReader {
    private static final Set<String> CONDITIONS = Set.of("when", "each", "expect");

    private final List<Problem> problems = new ArrayList<>();

    PlanProposal plan(Json.Obj given) {
        var members = new LinkedHashMap<String, Json>();
        given.members().forEach((name, value) -> {
            if (!(value instanceof Json.Null || name.equals("cannot"))) {
                members.put(name, value);
            }
        });
        members.put("steps", new Json.Obj(steps(given.get("steps").orElse(Json.array()))));
        if (members.get("output") instanceof Json.Obj output) {
            members.put("output", withoutNulls(output));
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
        } else if (into.putIfAbsent(name.get(), step(step)) != null) {
            problems.add(new Problem(path + "/name", "there are two steps '" + name.get() + "'"));
        }
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

    /** Conditions are bare expressions, but who writes templates all the time wraps them as well. */
    private static Json bare(Json value) {
        return value.asText()
                .map(String::strip)
                .filter(text -> text.startsWith("${") && text.endsWith("}") && text.indexOf("${", 2) < 0)
                .<Json>map(text -> Json.text(text.substring(2, text.length() - 1)))
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
