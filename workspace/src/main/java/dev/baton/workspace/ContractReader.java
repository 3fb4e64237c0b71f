package dev.baton.workspace;

import dev.baton.expression.Scope;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.tool.ToolName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code contracts/*.yaml}. */
final class ContractReader implements DefinitionReader<Contract> {
    private static final Pattern CALLER =
            Pattern.compile("(assistant|agent|trigger|role):[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final List<String> STATES =
            Arrays.stream(HandoffState.values()).map(HandoffState::word).toList();

    @Override
    public Optional<Contract> read(String name, Fields fields, String body) {
        fields.required("version");
        var version = fields.whole("version");
        if (version.isPresent() && (version.get() < 1 || version.get() > Integer.MAX_VALUE)) {
            fields.problem("version", "versions start at 1, not " + version.get());
        }
        var description = fields.optionalText("description").orElse("");
        var callers = fields.parsedTexts("callers", ContractReader::caller);
        if (!fields.has("callers")) {
            fields.problem("", "'callers' is missing: without callers nobody can submit this");
        }
        var confirm = fields.flag("confirm", true);
        var input = schema(fields, "input");
        var output = schema(fields, "output");
        var single = fields.optionalText("single");
        if (fields.sound()) {
            Expressions.checkTemplate(fields, "single", Scope.empty().with("input", input));
        }
        var proof = proof(fields, output);
        var examples = fields.texts("examples");
        var status = status(fields, output);
        checkTrusted(fields, input);
        return fields.endWith(() -> new Contract(
                new ContractId(name, version.orElseThrow().intValue()),
                description,
                callers,
                single,
                confirm,
                input,
                output,
                proof,
                examples,
                status));
    }

    private static String caller(String text) {
        if (!CALLER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a caller; write assistant:NAME, agent:NAME, trigger:NAME or role:NAME");
        }
        return text;
    }

    private static Json.Obj schema(Fields fields, String name) {
        fields.required(name);
        var schema = fields.object(name);
        SchemaCheck.schema(schema, fields.path() + "/" + name).forEach(fields::problem);
        return schema;
    }

    /** Identity that may be left out would be identity that nobody checks. */
    private static void checkTrusted(Fields fields, Json.Obj input) {
        var required = texts(input.get("required"));
        properties(input).members().forEach((field, schema) -> {
            if (schema.get("x-trusted").equals(Optional.of(Json.bool(true))) && !required.contains(field)) {
                fields.child("input")
                        .flatMap(schemaFields -> schemaFields.child("properties"))
                        .ifPresent(properties -> properties.problem(
                                field, "'" + field + "' is x-trusted, so it must be among 'required'"));
            }
        });
    }

    private static Map<String, ToolName> proof(Fields fields, Json.Obj output) {
        var outcomes = texts(properties(output).get("outcome").flatMap(outcome -> outcome.get("enum")));
        var proof = new LinkedHashMap<String, ToolName>();
        fields.child("proof")
                .ifPresent(child -> child.names().forEach(outcome -> {
                    child.required(outcome);
                    if (!outcomes.contains(outcome)) {
                        child.problem(
                                outcome,
                                "'" + outcome + "' is not among the values of output.properties.outcome.enum"
                                        + Fields.suggestion(outcome, outcomes));
                    }
                    child.parsed(outcome, ToolName::parse).ifPresent(tool -> proof.put(outcome, tool));
                }));
        return proof;
    }

    private static Map<String, String> status(Fields fields, Json.Obj output) {
        var status = fields.textsByName("status");
        var scope = Scope.empty().with("output", output).withAny("reason");
        fields.child("status")
                .ifPresent(child -> child.names().forEach(state -> {
                    if (!STATES.contains(state)) {
                        child.problem(
                                state,
                                "'" + state + "' is not a state of a handoff" + Fields.suggestion(state, STATES));
                    } else if (fields.sound()) {
                        Expressions.checkTemplate(child, state, scope);
                    }
                }));
        return status;
    }

    static Json.Obj properties(Json.Obj schema) {
        return schema.get("properties").orElse(Json.object()) instanceof Json.Obj properties
                ? properties
                : Json.object();
    }

    private static List<String> texts(Optional<Json> list) {
        return list.orElse(Json.array()) instanceof Json.Arr items
                ? items.items().stream().flatMap(item -> item.asText().stream()).toList()
                : List.of();
    }
}
