package dev.baton.connect.source;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.json.JsonSchema;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.ConnectionDefinition.ToolDeclaration;
import dev.baton.tool.Idempotency;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tool as its connection's file declares it, on the way to becoming one. */
public record Declared(ConnectionDefinition connection, ToolName name, ToolDeclaration declaration) {
    /** For a write whose file says nothing: how long after a lost answer its effect may still show. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    /** Makes a tool of a declaration. */
    @FunctionalInterface
    public interface Reader {
        /** @throws ConnectionException why this one tool cannot be called */
        Tool read(Declared declared) throws ConnectionException;
    }

    /** Reads every declared tool; one that cannot be read does not hide the others. */
    public static LoadedTools each(ConnectionDefinition connection, Reader reader) {
        var tools = new LinkedHashMap<String, Tool>();
        var problems = new LinkedHashMap<String, String>();
        connection.tools().forEach((name, declaration) -> {
            try {
                tools.put(
                        name,
                        reader.read(new Declared(connection, new ToolName(connection.name(), name), declaration)));
            } catch (ConnectionException | JsonException e) {
                problems.put(name, String.valueOf(e.getMessage()));
            }
        });
        return new LoadedTools(tools, problems);
    }

    /** What the file says, else a write: nothing is a read only because its system says so. */
    public Access access() {
        return declaration.access().orElse(Access.WRITE);
    }

    public Idempotency idempotency(Access access) {
        return access == Access.READ
                ? new Idempotency.None(Duration.ZERO)
                : declaration.idempotency().orElse(new Idempotency.None(SETTLE));
    }

    /** The same, but idempotent in this way where the file says nothing of it. */
    public Declared orIdempotent(Idempotency otherwise) {
        return declaration.idempotency().isPresent()
                ? this
                : new Declared(connection, name, declaration.with(otherwise));
    }

    /** The name of the header or argument that carries the key. */
    public Optional<String> keyName() {
        return declaration
                .idempotency()
                .filter(Idempotency.Key.class::isInstance)
                .map(idempotency -> ((Idempotency.Key) idempotency).parameter());
    }

    /**
     * The tool as plans see it: without the arguments that the runtime fills.
     *
     * @param args JSON Schema of everything that is sent
     * @param output JSON Schema of the result
     */
    public ToolSpec spec(Access access, String description, Json.Obj args, Json.Obj output) throws ConnectionException {
        var hidden = new HashSet<>(declaration.bind().members().keySet());
        keyName().ifPresent(hidden::add);
        checkBound(args);
        return new ToolSpec(
                name,
                declaration.description().filter(text -> !text.isBlank()).orElse(Words.description(description)),
                access,
                without(args, hidden),
                output,
                declaration.bind(),
                idempotency(access),
                declaration.once(),
                declaration.visible(),
                connection.timeout(),
                declaration.undo());
    }

    private void checkBound(Json.Obj args) throws ConnectionException {
        var names = args.get("properties")
                .orElse(Json.object())
                .asObject()
                .members()
                .keySet();
        for (var bound : declaration.bind().members().keySet()) {
            if (!names.contains(bound)) {
                throw new ConnectionException(
                        "'bind' names '" + bound + "', which it does not take" + Fields.suggestion(bound, names));
            }
        }
    }

    private static Json.Obj without(Json.Obj schema, Set<String> hidden) {
        var properties = schema.get("properties").orElse(Json.object()).asObject();
        List<Json> required = new ArrayList<>();
        if (schema.get("required").orElse(Json.Null.INSTANCE) instanceof Json.Arr names) {
            names.items().stream()
                    .filter(name -> !hidden.contains(name.asText().orElse("")))
                    .forEach(required::add);
        }
        for (var name : hidden) {
            properties = properties.without(name);
        }
        var rest = schema.with("properties", properties).without("required");
        return required.isEmpty() ? rest : rest.with("required", Json.array(required));
    }

    /** @param of what it is the schema of, as in {@code its arguments} */
    public static JsonSchema compiled(Json.Obj schema, String of) throws ConnectionException {
        try {
            return JsonSchema.of(schema);
        } catch (JsonException e) {
            throw new ConnectionException("the schema of " + of + " is not valid: "
                    + Words.plain(String.valueOf(e.getMessage()), Words.LONGEST_REASON));
        }
    }
}
