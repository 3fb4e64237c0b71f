package dev.baton.workspace;

import dev.baton.expression.Scope;
import dev.baton.json.Fields;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads how the engine finds out what became of a write. */
final class IdempotencyReader {
    private static final Scope EFFECT = Scope.empty().withAny("args").withAny("effect");

    private IdempotencyReader() {}

    /** The word {@code none}, or an object with {@code key}, {@code lookup}, both of them, or {@code none}. */
    static Optional<Idempotency> read(Fields tool) {
        if (tool.json("idempotency").flatMap(json -> json.asText()).isPresent()) {
            return tool.word("idempotency", List.of("none")).map(none -> new Idempotency.None(Duration.ZERO));
        }
        return tool.child("idempotency").flatMap(IdempotencyReader::idempotencyForm);
    }

    private static Optional<Idempotency> idempotencyForm(Fields form) {
        var forms = List.of("key", "lookup", "none").stream().filter(form::has).toList();
        if (forms.equals(List.of("key", "lookup"))) {
            return keyThenLookup(form);
        }
        if (forms.size() != 1) {
            form.problem(
                    "",
                    "'idempotency' is one of key, lookup and none"
                            + (forms.isEmpty() ? "" : ", not " + String.join(" and ", forms)));
            return Optional.empty();
        }
        return switch (forms.getFirst()) {
            case "key" -> key(form);
            case "lookup" -> lookup(form).map(lookup -> lookup);
            default -> none(form);
        };
    }

    private static Optional<Idempotency> key(Fields form) {
        var parameter = form.text("key");
        form.required("validFor");
        var validFor = form.duration("validFor");
        return form.endWith(() -> new Idempotency.Key(parameter, validFor.orElseThrow()));
    }

    /** While the key is valid it is used; after that the lookup tells. */
    private static Optional<Idempotency> keyThenLookup(Fields form) {
        var parameter = form.text("key");
        form.required("validFor");
        var validFor = form.duration("validFor");
        return lookup(form).map(then -> new Idempotency.Key(parameter, validFor.orElseThrow(), Optional.of(then)));
    }

    private static Optional<Idempotency.Lookup> lookup(Fields form) {
        var tool = form.parsed("lookup", ToolName::parse);
        var args = form.object("args");
        Expressions.checkTemplate(form, "args", EFFECT);
        var match = form.text("match");
        Expressions.check(form, "match", EFFECT.withAny("result"));
        var found = form.optionalText("found");
        Expressions.check(form, "found", EFFECT.withAny("result"));
        form.required("settle");
        var settle = form.duration("settle");
        return form.endWith(() -> new Idempotency.Lookup(tool.orElseThrow(), args, match, found, settle.orElseThrow()));
    }

    private static Optional<Idempotency> none(Fields form) {
        if (!form.flag("none", true)) {
            form.problem("none", "'none' can only be true");
        }
        var settle = form.duration("settle").orElse(Duration.ZERO);
        return form.endWith(() -> new Idempotency.None(settle));
    }
}
