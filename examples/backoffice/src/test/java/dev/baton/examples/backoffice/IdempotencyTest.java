package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdempotencyTest {
    private static final String REFUNDS = "/billing/refunds";
    private static final String REPLACEMENTS = "/shipping/replacements";

    @RegisterExtension
    final RunningBackoffice running = new RunningBackoffice();

    @Test
    void the_same_key_and_input_gets_the_first_answer_again() throws IOException {
        Answer first = running.caller().post(REFUNDS, Caller.refund("ORD-100234", 1000), "key-1");
        Answer second = running.caller()
                .post(REFUNDS, "{ 'currency': 'EUR', 'amountMinor': 1000, 'orderId': 'ORD-100234' }", "key-1");

        assertThat(first.isReplayed()).isFalse();
        assertThat(second.isReplayed()).isTrue();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void the_same_key_with_other_input_is_refused() throws IOException {
        running.caller().post(REFUNDS, Caller.refund("ORD-100234", 1000), "key-1");

        Answer other = running.caller().post(REFUNDS, Caller.refund("ORD-100234", 1001), "key-1");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("code")).isEqualTo("idempotency-key-reused");
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void another_key_or_none_is_another_request() throws IOException {
        running.caller().post(REFUNDS, Caller.refund("ORD-100234", 1000), "key-1");
        running.caller().post(REFUNDS, Caller.refund("ORD-100234", 1000), "key-2");
        running.caller().post(REFUNDS, Caller.refund("ORD-100234", 1000));
        running.caller().post(REFUNDS, Caller.refund("ORD-100234", 1000));

        assertThat(refunds()).isEqualTo(4);
    }

    @Test
    void each_operation_has_keys_of_its_own() throws IOException {
        String refundId = running.caller()
                .post(REFUNDS, Caller.refund("ORD-100234", 1000), "key-1")
                .text("id");

        Answer cancelled = running.caller().post(REFUNDS + "/" + refundId + "/cancel", "", "key-1");
        Answer replaced = running.caller().post(REPLACEMENTS, Caller.replacement("ORD-100234"), "key-1");

        assertThat(cancelled.text("status")).isEqualTo("cancelled");
        assertThat(replaced.status()).isEqualTo(201);
    }

    @Test
    void cancelling_again_with_the_same_key_is_not_a_conflict() throws IOException {
        String first = running.caller()
                .post(REFUNDS, Caller.refund("ORD-100234", 1000))
                .text("id");
        String other = running.caller()
                .post(REFUNDS, Caller.refund("ORD-100234", 1000))
                .text("id");
        running.caller().post(REFUNDS + "/" + first + "/cancel", "", "key-1");

        Answer again = running.caller().post(REFUNDS + "/" + first + "/cancel", "{}", "key-1");
        Answer elsewhere = running.caller().post(REFUNDS + "/" + other + "/cancel", "", "key-1");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.isReplayed()).isTrue();
        assertThat(elsewhere.text("code")).isEqualTo("idempotency-key-reused");
    }

    @Test
    void a_refusal_is_kept_too() throws IOException {
        running.caller().put("/shipping/stock/SKU-0002", "{'available': 0}");
        Answer refused = running.caller().post(REPLACEMENTS, Caller.replacement("ORD-100235"), "key-1");
        running.caller().put("/shipping/stock/SKU-0002", "{'available': 5}");

        Answer again = running.caller().post(REPLACEMENTS, Caller.replacement("ORD-100235"), "key-1");
        Answer anew = running.caller().post(REPLACEMENTS, Caller.replacement("ORD-100235"), "key-2");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.isReplayed()).isTrue();
        assertThat(again.mediaType()).isEqualTo("application/problem+json");
        assertThat(again.text()).isEqualTo(refused.text());
        assertThat(anew.status()).isEqualTo(201);
    }

    @Test
    void input_that_was_not_understood_does_not_use_up_the_key() throws IOException {
        assertThat(running.caller()
                        .post(REFUNDS, "{'orderId': 'ORD-100234'}", "key-1")
                        .status())
                .isEqualTo(400);

        assertThat(running.caller()
                        .post(REFUNDS, Caller.refund("ORD-100234", 1000), "key-1")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_key_outlives_a_restart() throws IOException {
        Answer first = running.caller().post(REPLACEMENTS, Caller.replacement("ORD-100235"), "key-1");

        running.restart(UnaryOperator.identity());
        Answer second = running.caller().post(REPLACEMENTS, Caller.replacement("ORD-100235"), "key-1");

        assertThat(second.isReplayed()).isTrue();
        assertThat(second.text("id")).isEqualTo(first.text("id"));
    }

    @Test
    void an_unusable_key_is_refused_and_nothing_done() throws IOException {
        Answer answer = running.caller().post(REFUNDS, Caller.refund("ORD-100234", 1000), "k".repeat(256));

        assertThat(answer.wrongFields()).containsExactly("Idempotency-Key");
        assertThat(refunds()).isZero();
    }

    @Test
    void many_at_once_with_one_key_are_one_effect() throws IOException, InterruptedException, ExecutionException {
        int callers = 32;
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                answers.add(threads.submit(() -> {
                    go.await();
                    return running.caller().post(REFUNDS, Caller.refund("ORD-100234", 1000), "key-1");
                }));
            }
            go.countDown();
        }

        int replayed = 0;
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(201);
            replayed += answer.get().isReplayed() ? 1 : 0;
        }
        assertThat(replayed).isEqualTo(callers - 1);
        assertThat(refunds()).isEqualTo(1);
    }

    private int refunds() throws IOException {
        return running.caller().get(REFUNDS + "?orderId=ORD-100234").json().size();
    }
}
