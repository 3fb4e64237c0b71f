package dev.baton.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelReply.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelCallTest {
    private static final ModelRequest REQUEST =
            ModelRequest.of(new Prompt.Id("assistant", "2", "abc"), List.of(new ModelMessage.User("a secret")));
    private static final ModelReply REPLY = new ModelReply(
            "an answer",
            Optional.empty(),
            List.of(new ToolRequest("1", "orders_get", Json.object())),
            Stop.CALLS,
            new Usage(100, 20, 10),
            "small",
            Optional.of(new ModelCost(new BigDecimal("0.00310"), "EUR")));

    @Test
    void givenACall_whenItIsStored_thenItReadsTheSameAndHoldsNoContentUnlessThatIsRecorded() {
        for (var recorded : List.of(true, false)) {
            var call = ModelCall.answered(REQUEST, REPLY, Duration.ofMillis(1234), recorded);

            var stored = JsonMapping.toJson(call);

            assertThat(JsonMapping.fromJson(stored, ModelCall.class)).isEqualTo(call);
            assertThat(stored.write().contains("a secret")).isEqualTo(recorded);
        }
    }

    @Test
    void givenACallWithoutAReply_whenItIsStored_thenItSaysWhyAndCostsNothing() {
        var failure = new ModelException(ModelException.Kind.TIMED_OUT, "small did not answer");

        var call = ModelCall.failed(REQUEST, "small", failure, Duration.ofSeconds(30), false);

        assertThat(JsonMapping.fromJson(JsonMapping.toJson(call), ModelCall.class))
                .isEqualTo(call);
        assertThat(call.problem()).contains("small did not answer");
        assertThat(call.cost()).isEmpty();
    }
}
