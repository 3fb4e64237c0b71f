package dev.baton.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ToolRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpelledCallTest {
    private static final Functions FUNCTIONS =
            Functions.of(Briefing.of(ShopTalk.ASSISTANT, List.of(ShopTalk.CONTRACT)), List.of(), Optional.empty());
    private static final String CALL =
            "{\"name\": \"propose_damaged-order\", \"arguments\": {\"orderId\": \"ORD-100234\"}}";

    private static Optional<ToolRequest> in(String text) {
        return SpelledCall.in(
                new ModelReply(text, Optional.empty(), List.of(), Stop.END, Usage.NONE, "m", Optional.empty()),
                FUNCTIONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                " %s\n",
                "```json\n%s\n```",
                "<tool_call>\n%s\n</tool_call>",
                "{%s}",
                "Of course!\n%s",
                "Sure.\n\n```json\n%s\n```"
            })
    void aCallIsFoundHoweverItIsWrapped(String wrapping) {
        assertThat(in(wrapping.formatted(CALL))).hasValueSatisfying(call -> {
            assertThat(call.tool()).isEqualTo("propose_damaged-order");
            assertThat(call.arguments()).isEqualTo(Json.object("orderId", Json.text("ORD-100234")));
        });
    }

    @Test
    void whatIsNoCallOfAFunctionThatIsThereStaysText() {
        assertThat(in("I would call propose_damaged-order.")).isEmpty();
        assertThat(in("{\"name\": \"billing_refund\", \"arguments\": {}}")).isEmpty();
        assertThat(in("{\"name\": \"propose_damaged-order\", \"arguments\": \"all\"}"))
                .isEmpty();
        assertThat(in("{{{" + CALL + "}}}")).isEmpty();
    }
}
