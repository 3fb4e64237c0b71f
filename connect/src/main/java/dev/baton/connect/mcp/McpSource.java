package dev.baton.connect.mcp;

import dev.baton.connect.http.HttpAccess;
import dev.baton.connect.source.CheckedTool;
import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.Declared;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.Operation;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A connection of type {@code mcp}. */
public final class McpSource implements ToolSource {
    private final ConnectionDefinition definition;
    private final Path folder;
    private final HttpAccess access;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final McpLink writes;
    private final McpLink reads;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean stale;

    /** @throws ConnectionException when the trust file or the proxy cannot be used */
    public McpSource(ConnectionDefinition definition, UnaryOperator<String> texts, Path folder, InstantSource clock)
            throws ConnectionException {
        this.definition = definition;
        this.folder = folder;
        this.access = new HttpAccess(definition, texts, folder, clock);
        var isProcess = !definition.options().command().isEmpty();
        Supplier<McpClientTransport> transports = isProcess
                ? () -> McpTransports.process(definition, texts, folder)
                : () -> McpTransports.http(address(), access);
        this.writes = new McpLink(transports, definition.timeout(), isProcess, this::changed);
        // servers may bind a session to whoever began it
        this.reads = !isProcess && access.readsApart()
                ? new McpLink(transports, definition.timeout(), false, this::changed)
                : writes;
    }

    private java.net.URI address() {
        try {
            return access.address();
        } catch (ConnectionException e) {
            throw new NotSent(String.valueOf(e.getMessage()));
        }
    }

    private void changed() {
        stale = true;
        trouble = Optional.of("its server has changed its tools");
    }

    boolean isStale() {
        return stale;
    }

    @Override
    public LoadedTools load() throws ConnectionException, InterruptedException {
        access.readCredentials();
        var lock = ToolLock.read(folder);
        var offers = offers().stream()
                .collect(Collectors.toMap(
                        Offer::name, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        var loaded = Declared.each(definition, declared -> tool(declared, offers, lock));
        trouble = Optional.empty();
        stale = false;
        return loaded.with(digests(offers), notes(offers));
    }

    private java.util.List<Offer> offers() throws ConnectionException, InterruptedException {
        try {
            var secret = context(Access.READ, Principal.SYSTEM, definition.timeout());
            if (reads != writes) {
                writes.begin(context(Access.WRITE, Principal.SYSTEM, definition.timeout()));
            }
            reads.begin(secret);
            return reads.offers(secret);
        } catch (RuntimeException e) {
            throw new ConnectionException(access.hiddenIn(McpFailure.words(e)));
        }
    }

    private Map<String, Object> context(Access kind, Principal principal, Duration timeout)
            throws ConnectionException, InterruptedException {
        return access.secret(kind, principal, timeout)
                .<Map<String, Object>>map(secret -> Map.of(McpTransports.SECRET, secret))
                .orElse(Map.of());
    }

    /** Of the declared tools, by their name here. */
    private Map<String, String> digests(Map<String, Offer> offers) {
        var digests = new LinkedHashMap<String, String>();
        each(offers, (name, offer) -> digests.put(name, offer.digest().hex()));
        return digests;
    }

    private Map<String, String> notes(Map<String, Offer> offers) {
        var notes = new LinkedHashMap<String, String>();
        each(offers, (name, offer) -> offer.note().ifPresent(note -> notes.put(name, note)));
        return notes;
    }

    private void each(Map<String, Offer> offers, java.util.function.BiConsumer<String, Offer> consumer) {
        definition.tools().forEach((name, declaration) -> {
            if (declaration.operation() instanceof Operation.Named(var remote) && offers.containsKey(remote)) {
                consumer.accept(name, java.util.Objects.requireNonNull(offers.get(remote)));
            }
        });
    }

    private Tool tool(Declared declared, Map<String, Offer> offers, ToolLock lock) throws ConnectionException {
        if (!(declared.declaration().operation() instanceof Operation.Named(var remote))) {
            throw new ConnectionException("a tool of an MCP server names it: 'operation: ...'");
        }
        var offer = offers.get(remote);
        if (offer == null) {
            throw new ConnectionException(
                    "its server has no tool '" + remote + "'" + Fields.suggestion(remote, offers.keySet()));
        }
        checkAccepted(declared, offer, lock);
        var key = declared.keyName();
        if (key.isPresent() && !offer.takes(key.get())) {
            throw new ConnectionException("'idempotency' names '" + key.get() + "', which the tool does not take");
        }
        var spec = declared.spec(declared.access(), offer.description(), offer.input(), offer.output());
        var args = offer.input();
        return CheckedTool.of(
                spec,
                key.map(name -> McpSource.withoutRequired(args, name)).orElse(args),
                offer.output(),
                new McpTool(spec, remote, key, this, threads));
    }

    private static Json.Obj withoutRequired(Json.Obj schema, String name) {
        return schema.get("required").orElse(Json.array()) instanceof Json.Arr required
                ? schema.with(
                        "required",
                        Json.array(required.items().stream()
                                .filter(item -> !item.equals(Json.text(name)))
                                .toList()))
                : schema;
    }

    private static void checkAccepted(Declared declared, Offer offer, ToolLock lock) throws ConnectionException {
        var connection = declared.connection().name();
        var pin = lock.pin(connection, declared.name().operation());
        if (pin.isEmpty()) {
            throw new ConnectionException("nobody has accepted yet what its server says it is; look at it, then run"
                    + " 'baton tools accept " + connection + "'");
        }
        if (!pin.get().equals(offer.digest().hex())) {
            throw new ConnectionException("its server says something else of it than what was accepted, so it is not"
                    + " called; look at it, then run 'baton tools accept " + connection + "'");
        }
    }

    McpSchema.CallToolResult call(ToolSpec spec, String remote, Map<String, Object> args, ToolCall call)
            throws InterruptedException {
        try {
            var link = spec.isWrite() ? writes : reads;
            return link.call(remote, args, context(spec.access(), call.principal(), call.timeout()));
        } catch (ConnectionException e) {
            throw new NotSent(String.valueOf(e.getMessage()));
        }
    }

    /** Remembers whether the server could be reached. */
    void note(ToolResult result) {
        if (result instanceof ToolResult.Unavailable(var reason, var ignored)) {
            trouble = Optional.of(access.hiddenIn(reason));
        } else if (result instanceof ToolResult.Done && !stale) {
            trouble = Optional.empty();
        }
    }

    ToolResult hidden(ToolResult result) {
        return access.hidden(result);
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        reads.close();
        writes.close();
        access.close();
    }

    @Override
    public String toString() {
        return "MCP connection " + definition.name();
    }
}
