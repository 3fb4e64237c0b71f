package dev.baton.connect.openapi;

import dev.baton.connect.http.Exchange;
import dev.baton.connect.http.HttpAccess;
import dev.baton.connect.http.Outgoing;
import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import dev.baton.json.JsonException;
import dev.baton.principal.Principal;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
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
    private static final Duration TO_FETCH = Duration.ofSeconds(15);
    private static final int LARGEST_DESCRIPTION = 16 << 20;

    private final ConnectionDefinition definition;
    private final Path folder;
    private final InstantSource clock;
    private final HttpAccess http;

    /**
     * @param texts replaces {@code ${config.NAME}} and {@code ${secret.NAME}}
     * @param folder where relative {@code file:} paths begin
     */
    public OpenApiSource(ConnectionDefinition definition, UnaryOperator<String> texts, Path folder, InstantSource clock)
            throws ConnectionException {
        this.definition = definition;
        this.folder = folder;
        this.clock = clock;
        this.http = new HttpAccess(definition, texts, folder, clock);
    }

    @Override
    public LoadedTools load() throws ConnectionException, InterruptedException {
        http.readCredentials();
        var location = location();
        try {
            var text = isFile(location) ? read(location) : fetch(location);
            var document = ApiDocument.parse(text, location);
            return tools(new ToolReader(definition, document, http, clock));
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

    private URI location() throws ConnectionException {
        var url = http.url();
        return url.startsWith("file:") ? file(url) : http.address();
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

    private String fetch(URI location) throws ConnectionException, InterruptedException {
        var request = new Outgoing(
                "GET",
                location,
                Map.of("Accept", "application/json, application/yaml;q=0.9, */*;q=0.5"),
                Optional.empty(),
                Optional.empty(),
                TO_FETCH,
                LARGEST_DESCRIPTION,
                true);
        return switch (http.send(request, Access.READ, Principal.SYSTEM)) {
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
