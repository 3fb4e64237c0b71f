package dev.baton.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadOnlyToolsTest {
    private static final Principal CUSTOMER = Principal.of(Principal.Kind.CUSTOMER, "CUS-0001");
    private static final Principal ASSISTANT =
            Principal.of(Principal.Kind.ASSISTANT, "support").actingFor(CUSTOMER);

    private final AtomicInteger calls = new AtomicInteger();
    private final Tool read = tool("orders.get", Access.READ, Optional.of("result.customerId == principal.id"));
    private final Tool write = tool("billing.refund", Access.WRITE, Optional.empty());
    private final Toolbox all = new Toolbox() {
        @Override
        public Optional<Tool> find(ToolName name) {
            return List.of(read, write).stream()
                    .filter(tool -> tool.spec().name().equals(name))
                    .findFirst();
        }

        @Override
        public List<ToolSpec> specs() {
            return List.of(read.spec(), write.spec());
        }
    };

    @Test
    void givenAWriteEvenIfGranted_whenLookedFor_thenItIsNotThere() {
        var tools =
                new ReadOnlyTools(all, List.of(read.spec().name(), write.spec().name()));

        assertThat(tools.find(write.spec().name())).isEmpty();
        assertThatThrownBy(() -> new ReadOnlyTools.Read(write)).isInstanceOf(IllegalArgumentException.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void givenAReadThatIsNotGranted_whenLookedFor_thenItIsNotThere() {
        assertThat(new ReadOnlyTools(all, List.of()).find(read.spec().name())).isEmpty();
    }

    @Test
    void givenARecordOfSomebodyElse_whenRead_thenItLooksLikeOneThatDoesNotExist() throws InterruptedException {
        var tool = new ReadOnlyTools(all, List.of(read.spec().name()))
                .find(read.spec().name())
                .orElseThrow();

        assertThat(tool.call(Json.object("customerId", Json.text("CUS-0001")), ASSISTANT))
                .isInstanceOf(ToolResult.Done.class);
        assertThat(tool.call(Json.object("customerId", Json.text("CUS-0002")), ASSISTANT))
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(ToolResult.Refusal.NOT_FOUND));
    }

    private Tool tool(String name, Access access, Optional<String> visible) {
        var spec = new ToolSpec(
                ToolName.parse(name),
                "",
                access,
                Json.object(),
                Json.object(),
                Json.object(),
                new Idempotency.None(Duration.ZERO),
                Optional.empty(),
                visible,
                Duration.ofSeconds(1),
                Optional.empty());
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return spec;
            }

            @Override
            public ToolResult call(ToolCall call) {
                calls.incrementAndGet();
                return new ToolResult.Done(call.args());
            }
        };
    }
}
