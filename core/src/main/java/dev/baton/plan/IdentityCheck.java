package dev.baton.plan;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds a model's plan to the identities of the handoff: an argument of the name of a trusted input field is that very
 * field, whatever the model would like it to be.
 */
public final class IdentityCheck {
    private final Set<String> trusted;
    private final Json.Obj input;
    private final List<Problem> problems = new ArrayList<>();

    private IdentityCheck(Set<String> trusted, Json.Obj input) {
        this.trusted = trusted;
        this.input = input;
    }

    /**
     * @param trusted names of the identity fields
     * @param input of the handoff; the same value, written out, is the same identity
     */
    public static List<Problem> of(Plan plan, Set<String> trusted, Json.Obj input) {
        var check = new IdentityCheck(trusted, input);
        plan.steps().forEach((name, step) -> check.check(step.action(), "/steps/" + name));
        return List.copyOf(check.problems);
    }

    private void check(Action action, String path) {
        switch (action) {
            case Action.UseTool use -> check(use.args().members(), path + "/args");
            case Action.HandOff handOff -> check(handOff.input().members(), path + "/input");
            case Action.Judge ignored -> {}
            case Action.Ask ignored -> {}
            case Action.WaitFor ignored -> {}
            case Action.WaitUntil ignored -> {}
            case Action.Open ignored -> {}
        }
    }

    private void check(Map<String, Json> members, String path) {
        members.forEach((name, value) -> {
            if (trusted.contains(name) && !isItself(name, value)) {
                problems.add(new Problem(
                        path + "/" + name,
                        "'" + name + "' is an identity, which comes from the handoff only: write ${input." + name
                                + "}"));
            } else if (value instanceof Json.Obj inner) {
                check(inner.members(), path + "/" + name);
            }
        });
    }

    private boolean isItself(String name, Json value) {
        var template = value.asText().map(text -> text.replace(" ", ""));
        return template.equals(java.util.Optional.of("${input." + name + "}"))
                || input.get(name).filter(value::equals).isPresent();
    }
}
