package dev.baton.server.story;

import dev.baton.event.StreamId;
import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import dev.baton.json.Json;
import dev.baton.model.ModelsDefinition;
import dev.baton.server.BatonServer;
import dev.baton.server.ServerOptions;
import dev.baton.server.StoreLocation;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.wiring.Stores;
import dev.baton.workspace.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shipped workspace at work: a back office and a server in this process, over a folder that outlives both. */
public final class Shop implements AutoCloseable {
    /** An order of 80 EUR, delivered three days ago; CUS-0001's like the next two. */
    public static final String LARGE = "ORD-100234";

    /** 19 EUR. */
    public static final String SMALL = "ORD-100235";

    /** Delivered 45 days ago. */
    public static final String LATE = "ORD-100236";

    /** What the carrier signs its deliveries with: the same as in the demo. */
    public static final String CARRIER_SECRET = "whsec_dGhlIGRlbW8ncyBjYXJyaWVyIHNpZ25z";

    /** CUS-0002's. */
    static final String FOREIGN = "ORD-100300";

    private static final String PLANNER = "planner: playbook:settle-damage-claim";

    private static final int MOST_EVENTS = 100_000;

    private final Backoffice backOffice;
    private final ServerOptions options;
    private final ApiClient office;
    private BatonServer server;
    private ApiClient client;

    public Shop(Path folder) throws InterruptedException {
        this(folder, Optional.empty());
    }

    /** @param models that talk and plan */
    Shop(Path folder, Optional<ModelsDefinition> models) throws InterruptedException {
        this(folder, workspace(), models);
    }

    /** The same with another workspace. */
    public Shop(Path folder, Path workspace, Optional<ModelsDefinition> models) throws InterruptedException {
        this(folder, workspace, models, Optional.empty());
    }

    /** The same with a secret file. */
    public Shop(Path folder, Path workspace, Optional<ModelsDefinition> models, Optional<Path> secrets)
            throws InterruptedException {
        backOffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")));
        office = ApiClient.of(backOffice.url());
        options = new ServerOptions(
                ServerOptions.LOOPBACK,
                0,
                workspace,
                new StoreLocation.Folder(folder.resolve("server")),
                secrets.map(file -> settings().withSecretFile(file)).orElseGet(this::settings),
                models);
        server = BatonServer.start(options);
        client = ApiClient.of(server.url());
    }

    private Settings settings() {
        return Settings.of(
                Map.of("BACKOFFICE_URL", backOffice.url()),
                Map.of("BACKOFFICE_TOKEN", "backoffice-demo", "CARRIER_SECRET", CARRIER_SECRET));
    }

    public static Path workspace() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("examples/shop"))) {
                return folder.resolve("examples/shop");
            }
        }
        throw new IllegalStateException("the shop's workspace is not above the current folder");
    }

    /** Copies it, to be changed there. */
    public static Path copy(Path to) {
        try (var files = Files.walk(workspace())) {
            for (var file : files.sorted().toList()) {
                var copy = to.resolve(workspace().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to;
    }

    /** A copy of it in a folder, whose agent has another planner. */
    static Path workspace(Path folder, String planner) {
        var copy = copy(folder.resolve("workspace"));
        try {
            var agent = copy.resolve("agents/refunds.md");
            var text = Files.readString(agent);
            if (!text.contains(PLANNER)) {
                throw new IllegalStateException("the agent of the shop is not planned by '" + PLANNER + "' any more");
            }
            Files.writeString(agent, text.replace(PLANNER, planner));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    /** Ends the server in order and starts another one over the same store. */
    public void restart() throws InterruptedException {
        client.close();
        server.close();
        server = BatonServer.start(options);
        client = ApiClient.of(server.url());
    }

    /** Where the back office is. */
    String officeUrl() {
        return backOffice.url();
    }

    public String url() {
        return server.url();
    }

    public ApiClient as(String persona) {
        return client.as(persona);
    }

    public static Json.Obj claim(String customer, String order, String wish) {
        return Json.object()
                .with("customerId", customer)
                .with("orderId", order)
                .with("issue", "damaged")
                .with("wish", wish);
    }

    /** Omar hands in a claim and waits for its end. */
    ApiClient.Answer settle(String customer, String order, String wish, String... headers) {
        return handIn("?wait=30s", customer, order, wish, headers);
    }

    /** Omar hands in a claim and does not wait. */
    public ApiClient.Answer submit(String customer, String order, String wish) {
        return handIn("", customer, order, wish);
    }

    private ApiClient.Answer handIn(String query, String customer, String order, String wish, String... headers) {
        return as("omar")
                .post(
                        "/api/handoffs/damaged-order" + query,
                        Json.object("input", claim(customer, order, wish)),
                        headers);
    }

    /** Every run that the log has: what is accepted stands there at once, and in lists a little later. */
    public List<StreamId> runs() {
        try (var log = Stores.look(options.store())) {
            return log.rows(0, MOST_EVENTS).stream()
                    .map(row -> StreamId.parse(row.stream()))
                    .filter(stream -> stream.category().equals("run"))
                    .distinct()
                    .toList();
        }
    }

    /** How often a write was really done. */
    public long effects(String operation) {
        var counts = office("/effects").json().get("counts").orElseThrow();
        return counts.get(operation).orElseThrow() instanceof Json.Whole count ? count.value() : -1;
    }

    private ApiClient.Answer office(String path) {
        return office.get(path, "Authorization", "Bearer backoffice-demo");
    }

    /** Makes an operation misbehave a number of times. */
    void fault(String operation, String mode, int times) {
        var body = Json.object("mode", Json.text(mode)).with("times", Json.number(times));
        var answer = office.send(office.request("/faults/" + operation, "Authorization", "Bearer backoffice-demo")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.write())));
        if (answer.status() >= 300) {
            throw new IllegalStateException("the fault was not taken: " + answer.text());
        }
    }

    /** Somebody counts what is left in the warehouse of the first thing that was ordered. */
    void stock(String order, long available) {
        var sku = office("/orders/" + order)
                .json()
                .get("items")
                .flatMap(items -> items.asArray().getFirst().textAt("sku"))
                .orElseThrow();
        var body = Json.object("available", Json.number(available));
        var answer = office.send(office.request(
                        "/shipping/stock/" + sku,
                        "Authorization",
                        "Bearer backoffice-demo",
                        "Idempotency-Key",
                        "count-1")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.write())));
        if (answer.status() >= 300) {
            throw new IllegalStateException("the stock was not taken: " + answer.text());
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        office.close();
        backOffice.close();
    }
}
