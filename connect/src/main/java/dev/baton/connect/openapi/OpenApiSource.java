package dev.baton.connect.openapi;

import dev.baton.connect.http.BearerToken;
import dev.baton.connect.http.Credentials;
import dev.baton.connect.http.Exchange;
import dev.baton.connect.http.GuardedHttp;
import dev.baton.connect.http.HostLookup;
import dev.baton.connect.http.NetworkGuard;
import dev.baton.connect.http.Outgoing;
import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import dev.baton.json.JsonException;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.ConnectionDefinition.Auth;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A connection of type {@code openapi}: its description is fetched, and its declared operations become tools. */
public final class OpenApiSource implements ToolSource {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_FETCH = Duration.ofSeconds(15);
    private static final int LARGEST_DESCRIPTION = 16 << 20;

    private final ConnectionDefinition definition;
    private final UnaryOperator<String> texts;
    private final Path folder;
    private final InstantSource clock;
    private final GuardedHttp http;

    /**
     * @param texts replaces {@code ${config.NAME}} and {@code ${secret.NAME}}
     * @param folder where relative {@code file:} paths begin
     */
    public OpenApiSource(
            ConnectionDefinition definition, UnaryOperator<String> texts, Path folder, InstantSource clock) {
        this.definition = definition;
        this.texts = texts;
        this.folder = folder;
        this.clock = clock;
        var half = definition.timeout().dividedBy(2);
        this.http = new GuardedHttp(
                new NetworkGuard(definition.privateNetwork(), HostLookup.SYSTEM),
                half.compareTo(TO_CONNECT) < 0 ? half : TO_CONNECT);
    }

    @Override
    public LoadedTools load() throws ConnectionException, InterruptedException {
        var credentials = credentials();
        var location = location();
        try {
            var text = isFile(location) ? read(location) : fetch(location, credentials);
            var document = ApiDocument.parse(text, location);
            return tools(new ToolReader(definition, document, http, credentials, clock));
        } catch (DescriptionException e) {
            throw new ConnectionException("its description cannot be used: " + e.getMessage());
        }
    }

    private LoadedTools tools(ToolReader reader) {
        var tools = new LinkedHashMap<String, Tool>();
        var problems = new LinkedHashMap<String, String>();
        definition.tools().forEach((name, declaration) -> {
            try {
                tools.put(name, reader.read(new ToolName(definition.name(), name), declaration));
            } catch (DescriptionException | JsonException e) {
                problems.put(name, String.valueOf(e.getMessage()));
            }
        });
        return new LoadedTools(tools, problems);
    }

    private Credentials credentials() throws ConnectionException {
        var writes = token(definition.auth(), "auth");
        var reads = definition.readAuth().isPresent() ? token(definition.readAuth(), "readAuth") : writes;
        return new Credentials(reads, writes);
    }

    private Optional<BearerToken> token(Optional<Auth> auth, String name) throws ConnectionException {
        if (auth.isEmpty()) {
            return Optional.empty();
        }
        try {
            return switch (auth.get()) {
                case Auth.Bearer(var token) -> Optional.of(BearerToken.of(texts.apply(token)));
            };
        } catch (IllegalArgumentException e) {
            throw new ConnectionException("its '" + name + "' cannot be used: " + e.getMessage());
        }
    }

    private URI location() throws ConnectionException {
        String url;
        try {
            url = texts.apply(definition.url());
        } catch (IllegalArgumentException e) {
            throw new ConnectionException("its url cannot be used: " + e.getMessage());
        }
        try {
            return url.startsWith("file:") ? file(url) : URI.create(url);
        } catch (IllegalArgumentException e) {
            // without the cause, which repeats the url and any secret in it
            throw new ConnectionException("its url is not an address; write https://... or file:...");
        }
    }

    private URI file(String url) {
        var path = url.substring("file:".length()).replaceFirst("^//(?=/)", "");
        return folder.resolve(path).toAbsolutePath().normalize().toUri();
    }

    private static boolean isFile(URI location) {
        return "file".equalsIgnoreCase(location.getScheme());
    }

    private static String read(URI location) throws ConnectionException {
        var path = Path.of(location);
        try {
            if (Files.size(path) > LARGEST_DESCRIPTION) {
                throw new ConnectionException("its description is larger than 16 MiB");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new ConnectionException("its description '" + path.getFileName() + "' cannot be read as UTF-8 text");
        }
    }

    private String fetch(URI location, Credentials credentials) throws ConnectionException, InterruptedException {
        var request = new Outgoing(
                "GET",
                location,
                Map.of("Accept", "application/json, application/yaml;q=0.9, */*;q=0.5"),
                Optional.empty(),
                credentials.reads(),
                TO_FETCH,
                LARGEST_DESCRIPTION,
                true);
        return switch (http.send(request)) {
            case Exchange.Answered answer -> description(answer);
            case Exchange.NotSent(var reason) -> throw new ConnectionException(reason);
            case Exchange.Forbidden(var reason) -> throw new ConnectionException(reason);
            case Exchange.Lost(var reason) -> throw new ConnectionException(reason);
        };
    }

    private static String description(Exchange.Answered answer) throws ConnectionException {
        if (answer.status() != 200) {
            throw new ConnectionException("asked for its description it answered with status " + answer.status());
        }
        return switch (answer.body()) {
            case Exchange.Body.Text(var text) -> text;
            case Exchange.Body.CutOff() -> throw new ConnectionException("its description was cut off");
            case Exchange.Body.Unreadable(var why) -> throw new ConnectionException("its description " + why);
        };
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
        return "OpenAPI connection " + definition.name();
    }
}
