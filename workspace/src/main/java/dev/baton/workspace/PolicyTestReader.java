package dev.baton.workspace;

import dev.baton.expression.OriginWords;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.policy.Policy.Decision;
import dev.baton.policy.Policy.Example;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the tests of a policy. What they take as given is read closely: a misspelt fact would make a test pass for the
 * wrong reason.
 */
record PolicyTestReader(Set<String> facts, Set<String> windows, Set<String> rules) {

    Optional<Example> read(Fields fields) {
        var name = fields.text("name");
        fields.required("tool");
        var tool = fields.parsed("tool", ToolName::parse);
        var args = fields.object("args");
        var given = fields.object("given");
        fields.child("given").ifPresent(this::checkGiven);
        var expect = fields.requiredChild("expect");
        expect.required("verdict");
        var verdict = expect.choice("verdict", Decision.class);
        var rule = expect.optionalText("rule");
        rule.filter(id -> !rules.contains(id))
                .ifPresent(
                        id -> expect.problem("rule", "there is no rule '" + id + "'" + Fields.suggestion(id, rules)));
        expect.end();
        return fields.endWith(() -> new Example(name, tool.orElseThrow(), args, given, verdict.orElseThrow(), rule));
    }

    private void checkGiven(Fields given) {
        given.parsed("now", PolicyTestReader::time);
        given.optionalText("agent");
        given.object("handoff");
        var known = given.object("facts");
        given.child("facts")
                .ifPresent(child -> known.members().keySet().stream()
                        .filter(fact -> !facts.contains(fact))
                        .forEach(fact -> child.problem(
                                fact, "this policy declares no fact '" + fact + "'" + Fields.suggestion(fact, facts))));
        given.child("window").ifPresent(this::checkWindows);
        given.child("budget").ifPresent(PolicyTestReader::checkBudget);
        given.child("origin").ifPresent(PolicyTestReader::checkOrigin);
        given.child("principal").ifPresent(principal -> {
            principal.choice("kind", Principal.Kind.class);
            principal.optionalText("id");
            principal.end();
        });
        given.end();
    }

    private void checkWindows(Fields given) {
        for (var window : given.names()) {
            var sum = given.json(window).orElse(Json.Null.INSTANCE);
            if (!windows.contains(window)) {
                given.problem(
                        window, "this policy declares no window '" + window + "'" + Fields.suggestion(window, windows));
            } else if (!(sum instanceof Json.Whole) && !(sum instanceof Json.Decimal)) {
                given.problem(window, "what a window comes to is a number, not " + sum.kind());
            }
        }
    }

    private static void checkBudget(Fields used) {
        for (var what : List.of("steps", "writes", "retries", "modelCalls")) {
            used.whole(what)
                    .filter(amount -> amount < 0 || amount > Integer.MAX_VALUE)
                    .ifPresent(amount -> used.problem(what, "what was used up is a number from 0"));
        }
        used.end();
    }

    /** One word or a list of them for each argument. */
    private static void checkOrigin(Fields origin) {
        for (var argument : origin.names()) {
            var words = origin.json(argument).orElse(Json.Null.INSTANCE);
            var list = words instanceof Json.Arr array ? array.items() : List.of(words);
            for (var word : list) {
                word.asText()
                        .map(OriginWords::problem)
                        .orElse(Optional.of("an origin is a word like input or tool:mail.read"))
                        .ifPresent(problem -> origin.problem(argument, problem));
            }
        }
    }

    private static Json time(String text) {
        try {
            return Json.time(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time like 2026-01-10T00:00:00Z", e);
        }
    }
}
