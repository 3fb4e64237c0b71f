package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.json.Json;
import dev.baton.server.fake.ApiClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop of the trial systems, with the door by which a tester sees what was done. */
final class RetailShop implements AutoCloseable {
    /** What each of its writes is called in the workspace. */
    static final Map<String, String> WRITES = Map.of(
            "cancel_pending_order", "shop.cancel",
            "modify_pending_order_address", "shop.address",
            "modify_pending_order_items", "shop.items",
            "modify_pending_order_payment", "shop.payment",
            "modify_user_address", "shop.profile",
            "return_delivered_order_items", "shop.return",
            "exchange_delivered_order_items", "shop.exchange",
            "transfer_to_human_agents", "shop.transfer");

    private final Process process;
    private final String url;
    private final ApiClient direct;
    private final ApiClient admin;
    private final List<Json.Obj> tasks;

    /** A write as the shop takes it. */
    record Call(String operation, Json.Obj args) {
        Json.Obj confirmed() {
            return Json.object("tool", Json.text(String.valueOf(WRITES.get(operation))))
                    .with("args", args);
        }
    }

    /** A request with the writes that a good agent would do. */
    record Task(String id, List<Call> calls) {}

    private RetailShop(Process process, Path data) throws Exception {
        this.process = process;
        var line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).as("what the shop says first").isNotNull();
        var ports = Json.parse(line);
        this.url = "http://127.0.0.1:" + ports.get("port").orElseThrow().write();
        this.direct = ApiClient.of(url);
        this.admin = ApiClient.of(
                "http://127.0.0.1:" + ports.get("admin_port").orElseThrow().write());
        this.tasks = Json.parse(Files.readString(data.resolve("tasks.json"))).asArray().stream()
                .map(Json::asObject)
                .toList();
    }

    /** Starts it, or skips the test where it is not there. */
    static RetailShop started() throws Exception {
        var trials =
                Optional.ofNullable(System.getenv("BATON_TRIALS")).map(Path::of).orElse(Path.of("../../shared"));
        var program = trials.resolve("systems/retail/tau_server.py");
        var data = trials.resolve("data/retail");
        assumeTrue(
                Files.isRegularFile(program) && Files.isRegularFile(data.resolve("tasks.json")),
                "skipped: the trial systems are not here; set BATON_TRIALS to the folder that holds systems/retail");
        return new RetailShop(
                new ProcessBuilder(
                                "python3",
                                program.toString(),
                                "--domain",
                                "retail",
                                "--data",
                                data.toString(),
                                "--port",
                                "0",
                                "--idempotency")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                data);
    }

    String url() {
        return url;
    }

    List<Task> tasks() {
        return tasks.stream().map(RetailShop::task).toList();
    }

    private static Task task(Json.Obj task) {
        var calls = new ArrayList<Call>();
        for (var action : task.get("evaluation_criteria")
                .flatMap(criteria -> criteria.get("actions"))
                .orElse(Json.array())
                .asArray()) {
            var name = action.textAt("name").orElseThrow();
            if (WRITES.containsKey(name)) {
                calls.add(new Call(
                        name, action.get("arguments").orElse(Json.object()).asObject()));
            }
        }
        return new Task(task.textAt("id").orElseThrow(), calls);
    }

    void reset(Task task) {
        tell("/reset", Json.object("task", Json.text(task.id())));
    }

    /** Has the next call of an operation go wrong. */
    void fault(String operation, String mode) {
        tell(
                "/faults",
                Json.object("tool", Json.text(operation)).with("mode", mode).with("times", Json.number(1)));
    }

    private void tell(String path, Json.Obj body) {
        var answer = admin.post(path, body);
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }

    /** Does the call without anybody in between: whether the shop accepts it. */
    boolean accepts(Call call) {
        var answer = direct.send(direct.request("/tools/" + call.operation())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(call.args().write())));
        return answer.status() < 300;
    }

    /** What was done since the last reset, in order. */
    List<Call> done() {
        return admin.get("/effects").json().get("effects").orElseThrow().asArray().stream()
                .map(effect -> new Call(
                        effect.textAt("tool").orElseThrow(),
                        effect.get("arguments")
                                .or(() -> effect.get("args"))
                                .orElseThrow()
                                .asObject()))
                .filter(call -> WRITES.containsKey(call.operation()))
                .toList();
    }

    /** How many of its writes reached it since the last reset, whatever became of them. */
    long received() {
        return admin.get("/effects?all=1").json().get("effects").orElseThrow().asArray().stream()
                .filter(effect -> WRITES.containsKey(effect.textAt("tool").orElse("")))
                .count();
    }

    Json state() {
        return admin.get("/dump").json();
    }

    @Override
    public void close() {
        direct.close();
        admin.close();
        process.destroy();
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(60));
    }
}
