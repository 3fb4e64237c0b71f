package dev.baton.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.baton.connect.Connections;
import dev.baton.connect.FakeSystem;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.tool.Access;
import dev.baton.tool.Auth;
import dev.baton.tool.ConnectionOptions;
import dev.baton.tool.ToolResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways that a connection's file may name: certificates to trust, and a proxy. */
@Timeout(180)
class RouteTest {
    @TempDir
    private Path folder = Path.of("");

    private static Given connection(String url, Optional<String> trust, Optional<String> proxy) {
        return Given.connection(url)
                .type("http")
                .auth(new Auth.Bearer("tok-hunter2"))
                .options(new ConnectionOptions(
                        Optional.empty(), Optional.empty(), trust, proxy, List.of(), Map.of(), Optional.empty()))
                .tool(
                        "read",
                        Given.declared(
                                Given.request("GET", "/stock", "{}", Json.object()), Access.READ, Optional.empty()));
    }

    private static ToolResult read(Connections connections) throws InterruptedException {
        return Given.found(connections, "read").call(Given.call("{}"));
    }

    private static String reason(Given connection) throws InterruptedException {
        try (var connections = connection.opened()) {
            return connections.status().getFirst().reason().orElse("none");
        }
    }

    @Test
    void aSystemIsTrustedByTheCertificateThatTheFileNames_andByNoOther() throws Exception {
        var certificate = TestCertificate.in(folder);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = "{\"available\": 3}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        var url = "https://127.0.0.1:" + server.getAddress().getPort();
        try (var trusting = connection(url, Optional.of(certificate.pem().toString()), Optional.empty())
                        .opened();
                var usual = connection(url, Optional.empty(), Optional.empty()).opened()) {
            assertThat(read(trusting)).isEqualTo(new ToolResult.Done(Json.parse("{\"available\": 3}")));
            assertThat(read(usual))
                    .isInstanceOfSatisfying(
                            ToolResult.Unavailable.class,
                            unavailable -> assertThat(unavailable.reason()).contains("is not trusted"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void requestsGoThroughTheProxyThatTheFileNames() throws Exception {
        try (var proxy = new FakeSystem().on("/stock", FakeSystem.status(200, "{\"available\": 5}"))) {
            // nobody listens at the system's own address
            var given = connection("http://127.0.0.1:9", Optional.empty(), Optional.of(proxy.url()));
            try (var connections = given.opened()) {
                assertThat(read(connections)).isEqualTo(new ToolResult.Done(Json.parse("{\"available\": 5}")));
            }
            assertThat(proxy.requests()).singleElement().satisfies(request -> {
                assertThat(request.target()).isEqualTo("http://127.0.0.1:9/stock");
                assertThat(request.header("Authorization")).contains("Bearer tok-hunter2");
            });
        }
    }

    @Test
    void whatIsNoCertificateOrNoProxyIsSaid() throws Exception {
        var url = "https://127.0.0.1:9";
        assertThat(reason(connection(url, Optional.of(folder.resolve("none.pem").toString()), Optional.empty())))
                .contains("'none.pem' cannot be read as certificates");
        assertThat(reason(connection(url, Optional.empty(), Optional.of("socks://127.0.0.1:9"))))
                .contains("its proxy is not an address");
    }
}
