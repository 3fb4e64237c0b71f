package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class EffectsTest {
    @RegisterExtension
    final RunningBackoffice running = new RunningBackoffice();

    @Test
    void generated_records_are_no_effects() throws IOException {
        assertThat(running.caller().get("/effects").text())
                .isEqualTo("{\"counts\":{\"addNote\":0,\"cancelRefund\":0,\"createRefund\":0,"
                        + "\"createReplacement\":0,\"setStock\":0},\"effects\":[]}");
    }

    @Test
    void counts_what_was_executed_and_not_what_was_asked_replayed_or_refused() throws IOException {
        Caller caller = running.caller();
        String refundId = caller.post("/billing/refunds", Caller.refund("ORD-100234", 8000), "key-1")
                .text("id");
        caller.post("/billing/refunds", Caller.refund("ORD-100234", 8000), "key-1"); // replayed
        caller.post("/billing/refunds", Caller.refund("ORD-100234", 8000), "key-2"); // refused
        tick();
        caller.post("/billing/refunds/" + refundId + "/cancel", "", "key-3");
        tick();
        caller.post("/crm/customers/CUS-0001/notes", "{'text': 'a', 'reference': 'effect-7'}");
        tick();
        caller.put("/shipping/stock/SKU-0001", "{'available': 3}");

        JsonNode told = caller.get("/effects").json();

        assertThat(told.required("counts").toString())
                .isEqualTo("{\"addNote\":1,\"cancelRefund\":1,\"createRefund\":1,"
                        + "\"createReplacement\":0,\"setStock\":1}");
        assertThat(told.required("effects").valueStream().map(JsonNode::toString))
                .containsExactly(
                        "{\"operation\":\"createRefund\",\"id\":\"" + refundId
                                + "\",\"idempotencyKey\":\"key-1\",\"at\":\"2026-01-10T00:00:00Z\"}",
                        "{\"operation\":\"cancelRefund\",\"id\":\"" + refundId
                                + "\",\"idempotencyKey\":\"key-3\",\"at\":\"2026-01-10T00:01:00Z\"}",
                        "{\"operation\":\"addNote\",\"id\":\"" + noteId()
                                + "\",\"reference\":\"effect-7\",\"at\":\"2026-01-10T00:02:00Z\"}",
                        "{\"operation\":\"setStock\",\"id\":\"SKU-0001\",\"at\":\"2026-01-10T00:03:00Z\"}");
    }

    @Test
    void outlive_a_restart() throws IOException {
        running.caller().post("/crm/customers/CUS-0001/notes", "{'text': 'a'}");

        running.restart(UnaryOperator.identity());

        assertThat(running.caller()
                        .get("/effects")
                        .json()
                        .required("counts")
                        .required("addNote")
                        .asInt())
                .isEqualTo(1);
    }

    private String noteId() throws IOException {
        return running.caller().get("/crm/customers/CUS-0001/notes").each("id").getFirst();
    }

    private void tick() {
        running.clock().advance(Duration.ofMinutes(1));
    }
}
