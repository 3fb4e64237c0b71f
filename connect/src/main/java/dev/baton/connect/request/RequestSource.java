package dev.baton.connect.request;

import dev.baton.connect.http.Exchange;
import dev.baton.connect.http.HeaderNames;
import dev.baton.connect.http.HttpAccess;
import dev.baton.connect.http.Outcome;
import dev.baton.connect.http.Pages;
import dev.baton.connect.source.CheckedTool;
import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.Declared;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import dev.baton.expression.EvaluationException;
import dev.baton.json.Json;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.Idempotency;
import dev.baton.tool.Operation;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import dev.baton.tool.ToolSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A connection of type {@code http}. Nothing is asked beforehand: the file says it all. */
public final class RequestSource implements ToolSource {
    private final ConnectionDefinition definition;
    private final HttpAccess http;
    private final InstantSource clock;

    /** @throws ConnectionException when the trust file or the proxy cannot be used */
    public RequestSource(ConnectionDefinition definition, UnaryOperator<String> texts, Path folder, InstantSource clock)
            throws ConnectionException {
        this.definition = definition;
        this.http = new HttpAccess(definition, texts, folder, clock);
        this.clock = clock;
    }

    @Override
    public LoadedTools load() throws ConnectionException {
        http.readCredentials();
        var base = http.address();
        if (base.getHost() == null || base.getRawQuery() != null) {
            throw new ConnectionException("its url is not the address of a system; write https://host/path");
        }
        return Declared.each(definition, declared -> tool(declared, base));
    }

    private Tool tool(Declared declared, URI base) throws ConnectionException {
        if (!(declared.declaration().operation() instanceof Operation.Request request)) {
            throw new ConnectionException("a tool of a connection of type http has a 'request'");
        }
        var access = declared.access();
        var idempotency = declared.idempotency(access);
        if (access == Access.WRITE && request.method().equals("GET") && !(idempotency instanceof Idempotency.Key)) {
            throw new ConnectionException(
                    "a GET may be sent more than once, as HTTP has it; say 'effect: read', or give"
                            + " it 'idempotency: {key: ..., validFor: ...}'");
        }
        if (access == Access.WRITE && declared.declaration().pages().isPresent()) {
            throw new ConnectionException("'pages' is about reads, but this is a write");
        }
        var spec = declared.spec(access, request.method() + " " + request.path(), request.args(), request.output());
        var template = RequestTemplate.of(request, base);
        var calling = new Calling(spec, template, request.expect(), key(request, declared), declared);
        return CheckedTool.of(spec, withKey(request, declared), request.output(), calling);
    }

    /** The header that carries the key; empty when an argument does, or none is needed. */
    private static Optional<String> key(Operation.Request request, Declared declared) throws ConnectionException {
        var header =
                declared.keyName().filter(name -> !properties(request).members().containsKey(name));
        var objection = header.flatMap(HeaderNames::objection);
        if (objection.isPresent()) {
            throw new ConnectionException(objection.get());
        }
        return header;
    }

    private static Json.Obj properties(Operation.Request request) {
        return request.args().get("properties").orElse(Json.object()).asObject();
    }

    /** The engine gives the key beside the arguments, so that they fit without it. */
    private static Json.Obj withKey(Operation.Request request, Declared declared) {
        var key = declared.keyName().orElse("");
        return request.args().get("required").orElse(Json.array()) instanceof Json.Arr required
                ? request.args()
                        .with(
                                "required",
                                Json.array(required.items().stream()
                                        .filter(name -> !name.equals(Json.text(key)))
                                        .toList()))
                : request.args();
    }

    private final class Calling implements CheckedTool.Calling {
        private final ToolSpec spec;
        private final RequestTemplate template;
        private final List<Integer> expect;
        private final Optional<String> keyHeader;
        private final Declared declared;

        Calling(
                ToolSpec spec,
                RequestTemplate template,
                List<Integer> expect,
                Optional<String> keyHeader,
                Declared declared) {
            this.spec = spec;
            this.template = template;
            this.expect = expect;
            this.keyHeader = keyHeader;
            this.declared = declared;
        }

        @Override
        public ToolResult call(ToolCall call) throws InterruptedException {
            var args = keyHeader.isPresent()
                    ? call.args()
                    : declared.keyName()
                            .flatMap(name -> call.key().map(key -> call.args().with(name, key)))
                            .orElse(call.args());
            var headers = keyHeader
                    .flatMap(name -> call.key().map(key -> Map.of(name, key)))
                    .orElse(Map.of());
            try {
                var request = template.filled(args, headers, call.timeout(), followed());
                var pages = declared.declaration().pages();
                return http.hidden(
                        pages.isPresent()
                                ? new Pages(pages.get(), page -> sent(page, call), this::judged).read(request)
                                : judged(sent(request, call)));
            } catch (EvaluationException | IllegalArgumentException e) {
                return new ToolResult.Refused(
                        Refusal.INVALID, http.hiddenIn(spec.name() + " was not called: " + e.getMessage()));
            }
        }

        private boolean followed() {
            return !spec.isWrite() && template.method().equals("GET");
        }

        private Exchange sent(dev.baton.connect.http.Outgoing request, ToolCall call) throws InterruptedException {
            return http.send(request, spec.access(), call.principal());
        }

        private ToolResult judged(Exchange exchange) {
            var outcome = new Outcome(spec, status -> Optional.empty(), clock.instant());
            if (expect.isEmpty() || !(exchange instanceof Exchange.Answered answer)) {
                return outcome.of(exchange);
            }
            if (expect.contains(answer.status())) {
                return outcome.of(new Exchange.Answered(answer.from(), 200, answer.headers(), answer.body()));
            }
            return answer.status() / 100 == 2 ? unexpected(answer.status()) : outcome.of(exchange);
        }

        private ToolResult unexpected(int status) {
            var reason = spec.name() + ": answered with status " + status + ", which is not among those expected";
            return spec.isWrite() ? new ToolResult.Unknown(reason) : new ToolResult.Refused(Refusal.INVALID, reason);
        }
    }

    @Override
    public Optional<String> trouble() {
        return http.trouble();
    }

    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return "HTTP connection " + definition.name();
    }
}
