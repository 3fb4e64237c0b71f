package dev.baton.connect.openapi;

import dev.baton.connect.http.HeaderNames;
import dev.baton.connect.http.HttpAccess;
import dev.baton.connect.source.Words;
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
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Makes a tool of an operation and what the connection's file declares about it. */
record ToolReader(ConnectionDefinition definition, ApiDocument document, HttpAccess http, InstantSource clock) {
    /** For a write whose file says nothing: how long after a lost answer its effect may still show. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    Tool read(ToolName name, ToolDeclaration declaration) throws DescriptionException {
        var operation = Operation.find(document, operationId(declaration));
        var access = access(operation, declaration);
        var idempotency = idempotency(access, declaration);
        checkSentOnce(operation, access, idempotency);
        var arguments = arguments(operation, idempotency);
        checkPages(access, declaration);
        var key = KeyPlace.of(idempotency, arguments);
        checkHeader(key);
        checkBound(declaration, arguments);
        var answers = AnswerReader.read(document, operation);
        var spec = new ToolSpec(
                name,
                declaration.description().filter(text -> !text.isBlank()).orElseGet(operation::words),
                access,
                ArgumentReader.schema(arguments, hidden(declaration, key)),
                answers.schema(),
                declaration.bind(),
                idempotency,
                declaration.once(),
                declaration.visible(),
                definition.timeout(),
                declaration.undo());
        compiled(spec.input(), "its arguments");
        return new OpenApiTool(
                spec,
                writer(operation, arguments, access),
                key,
                compiled(ArgumentReader.schema(arguments, Set.of()), "its arguments"),
                compiled(answers),
                http,
                declaration.pages(),
                clock);
    }

    private static String operationId(ToolDeclaration declaration) throws DescriptionException {
        return switch (declaration.operation()) {
            case dev.baton.tool.Operation.Named(var id) -> id;
            case dev.baton.tool.Operation.Statement ignored -> throw new DescriptionException("SQL is no operation");
            case dev.baton.tool.Operation.Request ignored -> throw new DescriptionException("it names no operation");
            case dev.baton.tool.Operation.Mail ignored -> throw new DescriptionException("a mail is no operation");
            case dev.baton.tool.Operation.Booking ignored -> throw new DescriptionException("it names no operation");
        };
    }

    private static void checkPages(Access access, ToolDeclaration declaration) throws DescriptionException {
        if (access == Access.WRITE && declaration.pages().isPresent()) {
            throw new DescriptionException("'pages' is about reads, but this is a write");
        }
    }

    /** Only a GET is a read by itself; anything else the file must call one. */
    private static Access access(Operation operation, ToolDeclaration declaration) {
        return declaration.access().orElse(operation.method().equals("GET") ? Access.READ : Access.WRITE);
    }

    private static Idempotency idempotency(Access access, ToolDeclaration declaration) {
        return access == Access.READ
                ? new Idempotency.None(Duration.ZERO)
                : declaration.idempotency().orElse(new Idempotency.None(SETTLE));
    }

    /** Clients (the one used here among them) and proxies may send a GET again, because HTTP takes it for a read. */
    private static void checkSentOnce(Operation operation, Access access, Idempotency idempotency)
            throws DescriptionException {
        if (access == Access.WRITE && operation.method().equals("GET") && !(idempotency instanceof Idempotency.Key)) {
            throw new DescriptionException("the operation is a GET, which HTTP allows to be sent more than once; as a"
                    + " write it needs 'idempotency: {key: ..., validFor: ...}'");
        }
    }

    private static void checkHeader(KeyPlace key) throws DescriptionException {
        if (key instanceof KeyPlace.Header(var name)) {
            checkName(name);
            if (HeaderNames.isOwn(name)) {
                throw new DescriptionException("the header " + name + " cannot carry an idempotency key");
            }
        }
    }

    private List<Argument> arguments(Operation operation, Idempotency idempotency) throws DescriptionException {
        var keyName = idempotency instanceof Idempotency.Key(var parameter, var ignoredTime, var ignoredLookup)
                ? Optional.of(parameter)
                : Optional.<String>empty();
        return new ArgumentReader(document, operation, keyName).read();
    }

    private static Set<String> hidden(ToolDeclaration declaration, KeyPlace key) {
        var hidden = new HashSet<>(declaration.bind().members().keySet());
        key.argument().ifPresent(hidden::add);
        return hidden;
    }

    private static void checkBound(ToolDeclaration declaration, List<Argument> arguments) throws DescriptionException {
        var names = arguments.stream().map(Argument::name).toList();
        for (var bound : declaration.bind().members().keySet()) {
            if (!names.contains(bound)) {
                throw new DescriptionException("'bind' names '" + bound + "', which the operation does not take"
                        + Fields.suggestion(bound, names));
            }
        }
    }

    private RequestWriter writer(Operation operation, List<Argument> arguments, Access access)
            throws DescriptionException {
        var inPath = arguments.stream()
                .filter(argument -> argument.place() == Argument.Place.PATH)
                .map(Argument::wireName)
                .collect(Collectors.toSet());
        return new RequestWriter(
                operation.method(),
                PathTemplate.of(Servers.of(document, operation), operation.path(), inPath),
                arguments,
                operation.body(document),
                access == Access.READ && operation.method().equals("GET"));
    }

    private static IntFunction<Optional<JsonSchema>> compiled(AnswerReader answers) throws DescriptionException {
        var schemas = new LinkedHashMap<Json.Obj, JsonSchema>();
        for (var schema : answers.checked().values()) {
            schemas.put(schema, compiled(schema, "its answer"));
        }
        return status -> answers.schema(status).map(schemas::get);
    }

    private static JsonSchema compiled(Json.Obj schema, String of) throws DescriptionException {
        try {
            return JsonSchema.of(schema);
        } catch (JsonException e) {
            throw new DescriptionException(
                    "the schema of " + of + " is not valid: " + Words.plain(String.valueOf(e.getMessage()), 300));
        }
    }

    private static void checkName(String header) throws DescriptionException {
        var objection = HeaderNames.objection(header);
        if (objection.isPresent()) {
            throw new DescriptionException(objection.get());
        }
    }
}
