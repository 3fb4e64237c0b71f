package dev.baton.testkit.conversation;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.tool.Access;
import dev.baton.tool.Idempotency;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Toolbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A shop with two customers' orders, and a write that nobody here may reach. */
final class FakeOrders implements Toolbox {
    static final ToolName GET = ToolName.parse("orders.get");
    static final ToolName REFUND = ToolName.parse("billing.refund");

    final List<Principal> readers = new CopyOnWriteArrayList<>();
    final List<ToolCall> writes = new CopyOnWriteArrayList<>();
    final AtomicReference<Optional<CountDownLatch>> gate = new AtomicReference<>(Optional.empty());
    private final Map<String, Json> orders =
            Map.of("ORD-100234", order("CUS-0001", "Glass lamp"), "ORD-100900", order("CUS-0002", "Silver ring"));

    private static Json order(String customer, String item) {
        return Json.object("customerId", Json.text(customer))
                .with("item", item)
                .with("status", "shipped")
                .with("street", "MARKER Road 7");
    }

    @Override
    public Optional<Tool> find(ToolName name) {
        return specs().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .map(FakeTool::new);
    }

    @Override
    public List<ToolSpec> specs() {
        return List.of(
                spec(
                        GET,
                        Access.READ,
                        Optional.of("principal.kind != 'customer' || result.customerId == principal.id")),
                spec(REFUND, Access.WRITE, Optional.empty()));
    }

    private static ToolSpec spec(ToolName name, Access access, Optional<String> visible) {
        return new ToolSpec(
                name,
                "",
                access,
                Json.parse("{\"type\":\"object\",\"required\":[\"orderId\"],"
                                + "\"properties\":{\"orderId\":{\"type\":\"string\"}}}")
                        .asObject(),
                Json.parse("{\"type\":\"object\",\"properties\":{\"street\":{\"x-personal\":true}}}")
                        .asObject(),
                Json.object(),
                new Idempotency.None(Duration.ZERO),
                Optional.empty(),
                visible,
                Duration.ofSeconds(5),
                Optional.empty());
    }

    private final class FakeTool implements Tool {
        private final ToolSpec spec;

        FakeTool(ToolSpec spec) {
            this.spec = spec;
        }

        @Override
        public ToolSpec spec() {
            return spec;
        }

        @Override
        public ToolResult call(ToolCall call) throws InterruptedException {
            if (spec.isWrite()) {
                writes.add(call);
                return new ToolResult.Done(Json.object());
            }
            readers.add(call.principal());
            if (gate.get().isPresent()) {
                gate.get().get().await();
            }
            return Optional.ofNullable(orders.get(call.args().textAt("orderId").orElse("")))
                    .<ToolResult>map(ToolResult.Done::new)
                    .orElse(new ToolResult.Refused(ToolResult.Refusal.NOT_FOUND, "no such order"));
        }
    }
}
