package dev.baton.handoff;

import dev.baton.expression.Bindings;
import dev.baton.expression.EvaluationException;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link Contract} whose schemas and templates are compiled. */
public final class CompiledContract {
    private final Contract contract;
    private final JsonSchema input;
    private final JsonSchema output;
    private final Optional<Template> single;
    private final Map<HandoffState, Template> messages = new EnumMap<>(HandoffState.class);

    /**
     * @throws dev.baton.json.JsonException when a schema is none
     * @throws dev.baton.expression.ExpressionException when a template does not compile
     */
    public CompiledContract(Contract contract) {
        this.contract = contract;
        this.input = JsonSchema.of(contract.input());
        this.output = JsonSchema.of(contract.output());
        var inputScope = Scope.empty().with("input", contract.input());
        this.single = contract.single().map(text -> Template.compile(Json.text(text), inputScope));
        var statusScope = Scope.empty().with("output", contract.output()).withAny("reason");
        for (var state : HandoffState.values()) {
            Optional.ofNullable(contract.status().get(state.word()))
                    .ifPresent(text -> messages.put(state, Template.compile(Json.text(text), statusScope)));
        }
    }

    public Contract contract() {
        return contract;
    }

    /** What is wrong with an input, nothing when it fits. */
    public List<JsonSchema.Violation> checkInput(Json value) {
        return input.validate(value);
    }

    /** What is wrong with an output, nothing when it fits. */
    public List<JsonSchema.Violation> checkOutput(Json value) {
        return output.validate(value);
    }

    /** The key that only one run at a time may hold for this input. The input has been checked. */
    public Optional<String> single(Json.Obj value) {
        return single.map(template -> template.evaluate(Bindings.empty().with("input", value)))
                .map(key ->
                        "single:" + contract.id().name() + ":" + key.asText().orElseGet(key::write));
    }

    /** What people are told about a state, in the contract's words where it has some. */
    public String message(HandoffState state, Optional<Receipt> receipt) {
        var reason = receipt.flatMap(Receipt::reason);
        return Optional.ofNullable(messages.get(state))
                .flatMap(message -> evaluate(message, receipt))
                .orElseGet(() -> reason.orElse(state.word()));
    }

    private static Optional<String> evaluate(Template message, Optional<Receipt> receipt) {
        var bindings = Bindings.empty()
                .with("output", receipt.map(Receipt::output).orElse(Json.object()))
                .with("reason", Json.text(receipt.flatMap(Receipt::reason).orElse("")));
        try {
            var text = message.evaluate(bindings);
            return Optional.of(text.asText().orElseGet(text::write));
        } catch (EvaluationException e) {
            return Optional.empty();
        }
    }
}
