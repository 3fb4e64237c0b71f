package dev.baton.trigger;

import dev.baton.expression.Expression;
import dev.baton.expression.ExpressionException;
import dev.baton.expression.Reference;
import dev.baton.expression.Template;
import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.plan.ArgumentCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that is wrong with a trigger and can be known before the first event, by place in its file. */
public final class TriggerCheck {
    private final TriggerDefinition definition;
    private final List<Problem> problems = new ArrayList<>();

    private TriggerCheck(TriggerDefinition definition) {
        this.definition = definition;
    }

    /** @param contract the one that it starts, when there is one of that name */
    public static List<Problem> of(TriggerDefinition definition, Optional<Contract> contract) {
        var check = new TriggerCheck(definition);
        definition.when().ifPresent(check::when);
        definition.dedupe().ifPresent(check::dedupe);
        var input = check.template("/input", definition.input());
        contract.ifPresent(known -> {
            check.caller(known);
            check.identity(known, input);
            input.ifPresent(template -> check.input(known, template));
        });
        return List.copyOf(check.problems);
    }

    private void when(String text) {
        try {
            Expression.compile(text, CompiledTrigger.SCOPE)
                    .type()
                    .filter(type -> !type.equals("boolean"))
                    .ifPresent(type -> tell("/when", "'when' is true or false, but this is always " + type));
        } catch (ExpressionException e) {
            e.problems().forEach(problem -> tell("/when", problem));
        }
    }

    private void dedupe(String text) {
        template("/dedupe", Json.text(text)).ifPresent(template -> {
            if (template.references().isEmpty()) {
                tell("/dedupe", "reads nothing of the event, so every event would be taken for the first one");
            }
            signed("/dedupe", "what makes two events one", template.references());
        });
    }

    private Optional<Template> template(String path, Json source) {
        try {
            return Optional.of(Template.compile(source, CompiledTrigger.SCOPE));
        } catch (ExpressionException e) {
            e.problems().forEach(problem -> tell(path, problem));
            return Optional.empty();
        }
    }

    private void caller(Contract contract) {
        if (!contract.callers().contains(definition.reference())) {
            tell(
                    "/start",
                    "'" + definition.reference() + "' is not among the callers of " + contract.id() + " ("
                            + String.join(", ", contract.callers()) + ")");
        }
    }

    /** Identity is only what the sender is known to have said. */
    private void identity(Contract contract, Optional<Template> input) {
        for (var field : contract.trustedFields()) {
            if (!definition.source().verification().isProof()) {
                tell(
                        "/source/verify",
                        "'" + field + "' of " + contract.id() + " is an identity, and nothing here proves who says it;"
                                + " choose a verification");
            }
            input.ifPresent(template -> template.leaves().stream()
                    .filter(leaf -> leaf.path().equals(field))
                    .forEach(leaf -> signed("/input/" + field, "'" + field + "', an identity,", leaf.references())));
        }
    }

    private void signed(String path, String what, Set<Reference> references) {
        if (definition.source().form() == Webhook.Form.CLOUDEVENTS_BINARY
                && references.stream()
                        .anyMatch(it -> !it.path().stream().limit(1).toList().equals(List.of("data")))) {
            tell(
                    path,
                    what + " may read event.data only: other attributes may come in headers, which no signature covers;"
                            + " 'form: cloudevents' takes them from the body");
        }
    }

    private void input(Contract contract, Template template) {
        problems.addAll(ArgumentCheck.of(contract.input(), template, "/input"));
        var properties = contract.input()
                .get("properties")
                .map(Json::asObject)
                .orElse(Json.object())
                .members();
        template.parts().stream().filter(Template.Part::alone).forEach(part -> type(part, properties));
    }

    private void type(Template.Part part, Map<String, Json> properties) {
        var expected = Optional.ofNullable(properties.get(part.path())).flatMap(schema -> schema.textAt("type"));
        var found = part.expression().type();
        if (expected.isPresent() && found.isPresent() && !fits(found.get(), expected.get())) {
            tell("/input/" + part.path(), "gives " + found.get() + ", but " + expected.get() + " is needed");
        }
    }

    private static boolean fits(String found, String expected) {
        return found.equals(expected) || (found.equals("integer") && expected.equals("number"));
    }

    private void tell(String path, String message) {
        problems.add(new Problem(path, message));
    }
}
