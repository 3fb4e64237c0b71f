package dev.baton.connect.mcp;

import dev.baton.connect.http.HttpAccess;
import dev.baton.connect.http.Secret;
import dev.baton.tool.ConnectionDefinition;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** The two ways to a server. */
final class McpTransports {
    /** Under which whoever adds headers finds the secret of a call. */
    static final String SECRET = "secret";

    private static final int LARGEST_ANSWER = 4 << 20;

    private McpTransports() {}

    /** Over HTTP. Each request is judged by the guard right before it is sent; redirects are not followed. */
    static McpClientTransport http(URI address, HttpAccess access) {
        var origin = address.toString().replaceFirst("^([a-z]+://[^/?#]*).*$", "$1");
        var path = address.toString().substring(origin.length());
        return HttpClientStreamableHttpTransport.builder(origin)
                .endpoint(path.isEmpty() ? "/mcp" : path)
                .clientBuilder(access.client())
                .jsonMapper(mapper())
                .maxResponseSize(LARGEST_ANSWER)
                .addHttpRequestCustomizer(
                        (request, method, uri, body, context) -> prepare(request, uri, context, access))
                .build();
    }

    private static void prepare(HttpRequest.Builder request, URI uri, McpTransportContext context, HttpAccess access) {
        access.http().objection(uri).ifPresent(objection -> {
            throw new NotSent(objection);
        });
        if (context.get(SECRET) instanceof Secret secret) {
            request.uri(secret.in(uri));
            secret.addTo(request);
        }
    }

    /** With a process, whose folder is that of the workspace. It gets only what the file gives it, and what all get. */
    static McpClientTransport process(ConnectionDefinition definition, UnaryOperator<String> texts, Path folder) {
        var command = definition.options().command();
        var environment = new LinkedHashMap<String, String>();
        definition.options().environment().forEach((name, value) -> environment.put(name, texts.apply(value)));
        var parameters = ServerParameters.builder(command.getFirst())
                .args(command.subList(1, command.size()))
                .env(environment)
                .build();
        var transport = new StdioClientTransport(parameters, mapper(), LARGEST_ANSWER) {
            @Override
            protected ProcessBuilder getProcessBuilder() {
                var builder = super.getProcessBuilder()
                        .directory(folder.toAbsolutePath().toFile());
                // the secrets of all other connections may stand in it
                builder.environment().clear();
                return builder;
            }
        };
        transport.setStdErrorHandler(ignored -> {}); // may hold anything, also secrets
        return transport;
    }

    private static JacksonMcpJsonMapper mapper() {
        return new JacksonMcpJsonMapper(JsonMapper.builder().build());
    }
}
