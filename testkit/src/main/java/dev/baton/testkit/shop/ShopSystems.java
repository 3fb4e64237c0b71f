package dev.baton.testkit.shop;

import dev.baton.json.Json;
import dev.baton.tool.Idempotency;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * The shop's systems in memory. Billing and shipping honour the idempotency key, the notes can only be found again by
 * their reference. Every effect that is really done is counted.
 */
public final class ShopSystems implements Toolbox {
    private final Map<String, Json.Obj> orders = new HashMap<>();
    private final Map<String, Long> stock = new HashMap<>();
    private final Map<String, ToolResult> answers = new HashMap<>();
    private final List<Json> notes = new ArrayList<>();
    private final Map<ToolName, List<Json.Obj>> effects = new LinkedHashMap<>();
    private final Map<ToolName, Fault> faults = new HashMap<>();

    /** What goes wrong with the next calls of a tool. */
    public sealed interface Fault {
        /** The answer is lost, though it was done. */
        record LostAfter(int times) implements Fault {}

        /** The answer is lost, though it was done; who asks again at once hears that the first call is still going on. */
        record SlowAfter() implements Fault {}

        /** Nothing is done, and nobody can tell. */
        record LostBefore(int times) implements Fault {}

        /** Certainly nothing is done. */
        record Down(int times) implements Fault {}

        /** Certainly nothing is done, and the system wants to be left alone for a while. */
        record Busy(Duration retryAfter) implements Fault {}

        /** The system says no. */
        record Refusing(String reason) implements Fault {}

        /** The call goes on when the latch opens; {@code reached} tells that it has come so far. */
        record Held(CountDownLatch reached, CountDownLatch release) implements Fault {}
    }

    public synchronized ShopSystems order(String id, String customer, long totalMinor) {
        var order = Json.object("id", Json.text(id))
                .with("customerId", customer)
                .with("totalMinor", Json.number(totalMinor))
                .with("sku", "SKU-1");
        orders.put(id, order);
        stock.putIfAbsent("SKU-1", 5L);
        return this;
    }

    public synchronized void stock(long available) {
        stock.put("SKU-1", available);
    }

    public synchronized void fault(ToolName tool, Fault fault) {
        faults.put(tool, fault);
    }

    /** The arguments of every effect of a tool that was really done. */
    public synchronized List<Json.Obj> effects(ToolName tool) {
        return List.copyOf(effects.getOrDefault(tool, List.of()));
    }

    @Override
    public Optional<Tool> find(ToolName name) {
        return specs().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .map(SystemTool::new);
    }

    @Override
    public List<ToolSpec> specs() {
        return SampleShop.tools();
    }

    private final class SystemTool implements Tool {
        private final ToolSpec spec;

        SystemTool(ToolSpec spec) {
            this.spec = spec;
        }

        @Override
        public ToolSpec spec() {
            return spec;
        }

        @Override
        public ToolResult call(ToolCall call) throws InterruptedException {
            return switch (takeFault(spec.name())) {
                case null -> answer(spec, call);
                case Fault.LostBefore ignored -> new ToolResult.Unknown("the connection was cut");
                case Fault.Down ignored -> new ToolResult.Unavailable("connection refused", Optional.empty());
                case Fault.Busy busy -> new ToolResult.Unavailable("too busy", Optional.of(busy.retryAfter()));
                case Fault.Refusing refusing -> new ToolResult.Refused(ToolResult.Refusal.CONFLICT, refusing.reason());
                case Fault.LostAfter ignored -> {
                    answer(spec, call);
                    yield new ToolResult.Unknown("the connection was cut");
                }
                case Fault.SlowAfter ignored -> {
                    answer(spec, call);
                    fault(spec.name(), new Fault.Refusing("a call with this key is going on"));
                    yield new ToolResult.Unknown("the answer took too long");
                }
                case Fault.Held held -> {
                    held.reached().countDown();
                    held.release().await();
                    yield answer(spec, call);
                }
            };
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Fault takeFault(ToolName tool) {
        var fault = faults.remove(tool);
        switch (fault) {
            case null -> {}
            case Fault.LostAfter lost when lost.times() > 1 -> faults.put(tool, new Fault.LostAfter(lost.times() - 1));
            case Fault.LostBefore lost
            when lost.times() > 1 -> faults.put(tool, new Fault.LostBefore(lost.times() - 1));
            case Fault.Down down when down.times() > 1 -> faults.put(tool, new Fault.Down(down.times() - 1));
            case Fault.LostAfter ignored -> {}
            case Fault.LostBefore ignored -> {}
            case Fault.Down ignored -> {}
            case Fault.Busy ignored -> {}
            case Fault.Refusing ignored -> {}
            case Fault.SlowAfter ignored -> {}
            case Fault.Held ignored -> {}
        }
        return fault;
    }

    private synchronized ToolResult answer(ToolSpec spec, ToolCall call) {
        if (!spec.isWrite()) {
            return read(spec.name(), call.args());
        }
        return call.key()
                .filter(ignored -> spec.idempotency() instanceof Idempotency.Key)
                .map(key -> answers.computeIfAbsent(spec.name() + key, ignored -> write(spec.name(), call.args())))
                .orElseGet(() -> write(spec.name(), call.args()));
    }

    private ToolResult read(ToolName tool, Json.Obj args) {
        if (tool.equals(SampleShop.ORDER)) {
            return found(orders.get(args.textAt("orderId").orElse("")));
        }
        if (tool.equals(SampleShop.STOCK)) {
            var available = stock.getOrDefault(args.textAt("sku").orElse(""), 0L);
            return new ToolResult.Done(Json.object("available", Json.number(available)));
        }
        var customer = args.textAt("customerId");
        return new ToolResult.Done(Json.array(notes.stream()
                .filter(note -> note.textAt("customerId").equals(customer))
                .collect(Collectors.toList())));
    }

    private static ToolResult found(Json.@org.jspecify.annotations.Nullable Obj order) {
        return order == null
                ? new ToolResult.Refused(ToolResult.Refusal.NOT_FOUND, "there is no such order")
                : new ToolResult.Done(order);
    }

    private ToolResult write(ToolName tool, Json.Obj args) {
        if (tool.equals(SampleShop.REPLACE)) {
            var left = stock.getOrDefault("SKU-1", 0L);
            if (left == 0) {
                return new ToolResult.Refused(ToolResult.Refusal.CONFLICT, "out of stock");
            }
            stock.put("SKU-1", left - 1);
        }
        var done = effects.computeIfAbsent(tool, ignored -> new ArrayList<>());
        done.add(args);
        var result = args.with("id", tool.operation() + "-" + done.size());
        if (tool.connection().equals(SampleShop.NOTE.connection())) {
            notes.add(result);
        }
        return new ToolResult.Done(result);
    }
}
