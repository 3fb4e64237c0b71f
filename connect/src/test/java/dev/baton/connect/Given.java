package dev.baton.connect;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.testkit.SettableClock;
import dev.baton.tool.Access;
import dev.baton.tool.Auth;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.ConnectionDefinition.ToolDeclaration;
import dev.baton.tool.ConnectionOptions;
import dev.baton.tool.Idempotency;
import dev.baton.tool.Operation;
import dev.baton.tool.Paging;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Definitions as a file would give them, changed where a test cares. */
public record Given(ConnectionDefinition definition, UnaryOperator<String> texts) {

    public static Given connection(String url) {
        return new Given(
                new ConnectionDefinition(
                        "shop",
                        "openapi",
                        url,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(20),
                        Map.of()),
                UnaryOperator.identity());
    }

    public Given tool(String name, ToolDeclaration declaration) {
        var tools = new LinkedHashMap<>(definition.tools());
        tools.put(name, declaration);
        var d = definition;
        return with(d.type(), d.privateNetwork(), d.auth(), d.readAuth(), tools, d.options());
    }

    public Given tool(String name) {
        return tool(name, operation(name));
    }

    public Given auth(String auth, Optional<String> readAuth) {
        var d = definition;
        return with(
                d.type(),
                d.privateNetwork(),
                Optional.of(new Auth.Bearer(auth)),
                readAuth.map(Auth.Bearer::new),
                d.tools(),
                d.options());
    }

    public Given publicNetwork() {
        var d = definition;
        return with(d.type(), false, d.auth(), d.readAuth(), d.tools(), d.options());
    }

    public Given type(String type) {
        var d = definition;
        return with(type, d.privateNetwork(), d.auth(), d.readAuth(), d.tools(), d.options());
    }

    public Given auth(Auth auth) {
        var d = definition;
        return with(d.type(), d.privateNetwork(), Optional.of(auth), d.readAuth(), d.tools(), d.options());
    }

    public Given options(ConnectionOptions options) {
        var d = definition;
        return with(d.type(), d.privateNetwork(), d.auth(), d.readAuth(), d.tools(), options);
    }

    public Given texts(UnaryOperator<String> replacing) {
        return new Given(definition, replacing);
    }

    private Given with(
            String type,
            boolean privateNetwork,
            Optional<Auth> auth,
            Optional<Auth> readAuth,
            Map<String, ToolDeclaration> tools,
            ConnectionOptions options) {
        var d = definition;
        return new Given(
                new ConnectionDefinition(
                        d.name(), type, d.url(), privateNetwork, auth, readAuth, d.timeout(), tools, options),
                texts);
    }

    public Connections opened() throws InterruptedException {
        return Connections.open(List.of(definition), texts, Path.of("."), new SettableClock());
    }

    public static ToolDeclaration operation(String operation) {
        return new ToolDeclaration(
                operation,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Json.object(),
                Optional.empty());
    }

    public static ToolDeclaration operation(String operation, Access access) {
        var d = operation(operation);
        return new ToolDeclaration(
                operation,
                d.description(),
                Optional.of(access),
                d.idempotency(),
                d.once(),
                d.visible(),
                d.bind(),
                Optional.empty());
    }

    public static ToolDeclaration keyed(String operation, String parameter) {
        var d = operation(operation);
        return new ToolDeclaration(
                operation,
                d.description(),
                d.access(),
                Optional.of(new Idempotency.Key(parameter, Duration.ofDays(1))),
                d.once(),
                d.visible(),
                d.bind(),
                Optional.empty());
    }

    public static ToolDeclaration bound(String operation, String argument) {
        var d = operation(operation);
        return new ToolDeclaration(
                operation,
                d.description(),
                d.access(),
                d.idempotency(),
                d.once(),
                d.visible(),
                Json.object(argument, Json.text("${effect.id}")),
                Optional.empty());
    }

    /** A request whose arguments, all required, become its body. */
    public static Operation.Request request(String method, String path, String args, Json.Obj output) {
        var properties = Json.parse(args).asObject();
        var names = properties.members().keySet();
        var schema = Json.object("type", Json.text("object"))
                .with("additionalProperties", Json.bool(false))
                .with("properties", properties)
                .with("required", Json.texts(names));
        var body = names.isEmpty() ? Optional.<Json>empty() : Optional.<Json>of(Json.text("${args}"));
        return new Operation.Request(method, path, Map.of(), Map.of(), body, List.of(), schema, output);
    }

    public static ToolDeclaration declared(Operation operation, Access access, Optional<Idempotency> idempotency) {
        return declared(operation, access, idempotency, Optional.empty(), Optional.empty());
    }

    public static ToolDeclaration declared(
            Operation operation,
            Access access,
            Optional<Idempotency> idempotency,
            Optional<Json> result,
            Optional<Paging> pages) {
        return new ToolDeclaration(
                operation,
                Optional.empty(),
                Optional.of(access),
                idempotency,
                Optional.empty(),
                Optional.empty(),
                Json.object(),
                Optional.empty(),
                result,
                pages);
    }

    public static Tool found(Connections connections, String name) {
        return connections
                .find(new ToolName("shop", name))
                .orElseThrow(() -> new AssertionError("no tool " + name + ": " + connections.status()));
    }

    public static ToolCall call(String args) {
        return call(args, Duration.ofSeconds(20));
    }

    public static ToolCall call(String args, Duration timeout) {
        return new ToolCall(Json.parse(args).asObject(), Optional.of("eff-1"), Principal.SYSTEM, timeout);
    }
}
