package dev.baton.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.StreamId;
import dev.baton.model.ModelCost;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.Prompt;
import dev.baton.testkit.InMemoryEventStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoggedSpendingTest {
    private static final Instant EVENING = Instant.parse("2026-01-10T23:59:00Z");
    private static final Prompt.Id PROMPT = new Prompt("plan", "3", "Make a plan.").id();

    private final InMemoryEventStore store = new InMemoryEventStore();
    private final AtomicInteger ids = new AtomicInteger();

    private LoggedSpending node() {
        return new LoggedSpending(
                store, () -> "commit-" + ids.incrementAndGet(), () -> "00112233445566778899aabbccddeeff");
    }

    private static ModelReply reply(String cents) {
        return new ModelReply(
                "secret words",
                Optional.empty(),
                List.of(),
                Stop.END,
                new Usage(100, 50, 10),
                "main",
                Optional.of(new ModelCost(new BigDecimal(cents), "USD")));
    }

    @Test
    void givenCalls_thenTheirCostIsSummedByDayAndSurvivesARestart() {
        node().add(EVENING, PROMPT, reply("0.10"), Duration.ofMillis(5));
        node().add(EVENING, PROMPT, reply("0.02"), Duration.ofMillis(5));

        assertThat(node().onDayOf(EVENING, "main", "USD").amount()).isEqualByComparingTo("0.12");
        assertThat(node().onDayOf(EVENING, "main", "EUR").amount()).isZero();
        assertThat(node().onDayOf(EVENING, "other", "USD").amount()).isZero();
        assertThat(node().onDayOf(EVENING.plusSeconds(120), "main", "USD").amount())
                .isZero();
    }

    @Test
    void givenACall_thenTheRecordSaysHowMuchAndNotWhat() {
        node().add(EVENING, PROMPT, reply("0.10"), Duration.ofMillis(5));

        var event = store.read(StreamId.of("models", "2026-01-10"), 0).getFirst();
        assertThat(event.type()).isEqualTo("ModelCalled");
        assertThat(event.event().contents().orElseThrow().payload().write())
                .contains("\"prompt\":\"plan@3\"", "\"cost\":\"0.10\"", "\"cached\":50", "\"millis\":5")
                .doesNotContain("secret words");
    }

    @Test
    void givenSeveralNodesAtOnce_thenNothingIsLost() throws Exception {
        var nodes = List.of(node(), node(), node());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 60)
                    .mapToObj(i -> Executors.callable(
                            () -> nodes.get(i % 3).add(EVENING, PROMPT, reply("0.01"), Duration.ofMillis(5))))
                    .toList();
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        }

        assertThat(node().onDayOf(EVENING, "main", "USD").amount()).isEqualByComparingTo("0.60");
    }
}
