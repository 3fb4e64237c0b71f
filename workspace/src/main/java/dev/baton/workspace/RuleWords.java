package dev.baton.workspace;

import dev.baton.json.Json;
import dev.baton.policy.Policy;
import dev.baton.workspace.RuleProposal.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lines of a rule that allows what was asked and nothing larger, and of the test that goes with it. */
final class RuleWords {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Asked asked;
    private final String id;
    private final List<String> conditions = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    RuleWords(Asked asked, Policy.Rule asking, String id) {
        this.asked = asked;
        this.id = id;
        asking.when().ifPresent(when -> conditions.add("(" + when + ")"));
        asked.args()
                .members()
                .forEach(
                        (name, value) -> condition(name, value).ifPresentOrElse(conditions::add, () -> open.add(name)));
    }

    /** A number is at most what it was; a word of a few, a currency and a yes or no are the same; an id may be any. */
    private Optional<String> condition(String name, Json value) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        var arg = "args." + name;
        return switch (value) {
            case Json.Whole whole -> Optional.of(present(arg, " <= " + whole.write()));
            case Json.Decimal decimal -> Optional.of(present(arg, " <= " + decimal.write()));
            case Json.Bool bool -> Optional.of(present(arg, " == " + bool.write()));
            case Json.Text(var text) ->
                isOneOfFew(name) || CURRENCY.matcher(text).matches()
                        ? Optional.of(present(arg, " == " + literal(text)))
                        : Optional.empty();
            case Json.Arr ignored -> Optional.empty();
            case Json.Obj ignored -> Optional.empty();
            case Json.Null ignored -> Optional.empty();
        };
    }

    private static String present(String arg, String comparison) {
        return "has(" + arg + ") && " + arg + comparison;
    }

    private boolean isOneOfFew(String name) {
        var schema = asked.tool()
                .input()
                .get("properties")
                .flatMap(properties -> properties.get(name))
                .orElse(Json.object());
        return schema.get("enum").isPresent() || schema.get("const").isPresent();
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    List<String> rule() {
        var lines = new ArrayList<>(
                List.of("- id: " + id, "  allow: [" + asked.tool().name() + "]"));
        if (!conditions.isEmpty()) {
            lines.add("  when: " + Json.text(String.join(" && ", conditions)).write());
        }
        lines.add("  because: People always allowed this, so it is not asked any more.");
        return List.copyOf(lines);
    }

    List<String> test() {
        var given = Json.object("now", Json.text(asked.now().toString()))
                .with(
                        "principal",
                        Json.object("kind", Json.text(asked.principalKind())).with("id", asked.principalId()))
                .with("handoff", Json.object("input", asked.input()))
                .with("facts", asked.facts());
        return List.of(
                "- name: what rule " + id + " was made for is allowed",
                "  tool: " + asked.tool().name(),
                "  args: " + asked.args().write(),
                "  given: " + given.write(),
                "  expect: {verdict: allow, rule: " + id + "}");
    }

    List<String> firstTest() {
        var lines = new ArrayList<>(List.of("tests:"));
        test().forEach(line -> lines.add("  " + line));
        return List.copyOf(lines);
    }

    List<String> notes() {
        var notes = new ArrayList<String>();
        if (conditions.isEmpty()) {
            notes.add("The rule has no condition: it allows every call of "
                    + asked.tool().name() + ".");
        }
        if (!open.isEmpty()) {
            notes.add("It allows any value of " + String.join(", ", open)
                    + ". The rules before it still hold; narrow it where they do not.");
        }
        notes.add("The test holds what this request said. Replace what is personal before you keep it.");
        return List.copyOf(notes);
    }
}
