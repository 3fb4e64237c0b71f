package dev.baton.connect.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One session with a server, begun again when it was lost. */
final class McpLink implements AutoCloseable {
    private static final int MOST_PAGES = 50;
    private static final Duration TO_BEGIN = Duration.ofSeconds(15);

    private final Supplier<McpClientTransport> transports;
    private final Duration timeout;
    /** A session over streams cannot tell a lost process from a slow one, so it is asked before each call. */
    private final boolean askedFirst;

    private final Runnable changed;
    /** What the library hands to whoever adds headers, on whatever thread that is. */
    private final ThreadLocal<Map<String, Object>> context = ThreadLocal.withInitial(Map::of);

    private volatile Optional<McpSyncClient> client = Optional.empty();

    McpLink(Supplier<McpClientTransport> transports, Duration timeout, boolean askedFirst, Runnable changed) {
        this.transports = transports;
        this.timeout = timeout;
        this.askedFirst = askedFirst;
        this.changed = changed;
    }

    /** Begins a new session, whatever was before. */
    void begin(Map<String, Object> given) {
        close();
        var begun = McpClient.sync(transports.get())
                .requestTimeout(timeout)
                .initializationTimeout(TO_BEGIN)
                .clientInfo(McpSchema.Implementation.builder("baton", "0.1").build())
                .jsonSchemaValidator(NoValidation.INSTANCE)
                .enableCallToolSchemaCaching(false)
                .transportContextProvider(() -> McpTransportContext.create(context.get()))
                .toolsChangeConsumer(ignored -> changed.run())
                .build();
        client = Optional.of(begun);
        with(given, begun::initialize);
    }

    List<Offer> offers(Map<String, Object> given) {
        var offers = new ArrayList<Offer>();
        var pages = 0;
        Optional<String> cursor = Optional.empty();
        do {
            var at = cursor;
            var page = with(
                    given,
                    () -> at.isPresent()
                            ? session().listTools(at.get())
                            : session().listTools(null));
            page.tools().forEach(tool -> offers.add(Offer.of(tool)));
            cursor = Optional.ofNullable(page.nextCursor()).filter(next -> !next.isEmpty());
        } while (cursor.isPresent() && ++pages < MOST_PAGES);
        return offers;
    }

    McpSchema.CallToolResult call(String tool, Map<String, Object> args, Map<String, Object> given) {
        if (askedFirst) {
            ask(given);
        }
        var request = McpSchema.CallToolRequest.builder(tool).arguments(args).build();
        return with(given, () -> session().callTool(request));
    }

    private void ask(Map<String, Object> given) {
        try {
            with(given, () -> session().ping());
        } catch (RuntimeException e) {
            throw new NotSent("its process does not answer any more");
        }
    }

    private McpSyncClient session() {
        return client.orElseThrow(() -> new NotSent("the connection is closed"));
    }

    private <T> T with(Map<String, Object> given, Supplier<T> action) {
        context.set(given);
        try {
            return action.get();
        } finally {
            context.remove();
        }
    }

    @Override
    public void close() {
        var ended = client;
        client = Optional.empty();
        ended.ifPresent(McpSyncClient::close);
    }

    /** Results are checked by ours, which knows what a result that does not fit means for a write. */
    private enum NoValidation implements JsonSchemaValidator {
        INSTANCE;

        @Override
        public ValidationResponse validate(Map<String, Object> schema, Object content) {
            return ValidationResponse.asValid("");
        }
    }
}
