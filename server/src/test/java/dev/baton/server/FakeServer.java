package dev.baton.server;

import dev.baton.json.Json;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.fake.FakePlatform;
import dev.baton.workspace.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A server on a free port in front of fakes. */
public final class FakeServer implements AutoCloseable {
    public final FakePlatform platform;
    private final BatonServer server;
    public final ApiClient client;

    public FakeServer() {
        this(new FakePlatform());
    }

    public FakeServer(FakePlatform platform) {
        this.platform = platform;
        var options = new ServerOptions(
                ServerOptions.LOOPBACK,
                0,
                Path.of("workspace"),
                new StoreLocation.Folder(Path.of("data")),
                Settings.of(Map.of(), Map.of()));
        server = BatonServer.start(options, platform);
        client = ApiClient.of(server.url());
    }

    public int port() {
        return server.port();
    }

    public String url() {
        return server.url();
    }

    RequestMappingHandlerMapping mappings() {
        return server.mappings();
    }

    /** A well-formed submission about an order. */
    public static Json.Obj about(String order) {
        var input = Json.object()
                .with("customerId", "CUS-0001")
                .with("orderId", order)
                .with("issue", "damaged")
                .with("wish", "refund");
        return Json.object("input", input);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
