package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {
    private static final String REFUNDS = "/billing/refunds";
    private static final String NOTES = "/crm/customers/CUS-0001/notes";

    @RegisterExtension
    final RunningBackoffice running = new RunningBackoffice();

    @Test
    void delay_waits_and_then_works_as_always() throws IOException {
        switchOn("createRefund", "{'mode': 'delay', 'delayMillis': 150}");

        long before = System.nanoTime();
        Answer late = refund("key-1");
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        assertThat(late.status()).isEqualTo(201);
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(executed("createRefund")).isEqualTo(1);
    }

    @Test
    void fail_before_answers_an_error_and_does_nothing() throws IOException {
        switchOn("createRefund", "{'mode': 'fail-before'}");

        Answer failed = refund("key-1");

        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.mediaType()).isEqualTo("application/problem+json");
        assertThat(failed.text("code")).isEqualTo("fault");
        assertThat(executed("createRefund")).isZero();
        assertThat(refund("key-1").isReplayed()).isFalse();
        assertThat(executed("createRefund")).isEqualTo(1);
    }

    @Test
    void fail_after_answers_an_error_though_it_was_done() throws IOException {
        switchOn("createRefund", "{'mode': 'fail-after', 'status': 500}");

        assertThat(refund("key-1").status()).isEqualTo(500);

        assertThat(executed("createRefund")).isEqualTo(1);
        assertThat(refund("key-1").isReplayed()).isTrue();
        assertThat(executed("createRefund")).isEqualTo(1);
    }

    @Test
    void drop_after_closes_the_connection_though_it_was_done() throws IOException {
        switchOn("createRefund", "{'mode': 'drop-after'}");

        assertThatThrownBy(() -> refund("key-1")).isInstanceOf(IOException.class);

        assertThat(executed("createRefund")).isEqualTo(1);
        Answer again = refund("key-1");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.isReplayed()).isTrue();
        assertThat(executed("createRefund")).isEqualTo(1);
    }

    @Test
    void a_note_whose_answer_was_dropped_is_found_by_its_reference() throws IOException {
        switchOn("addNote", "{'mode': 'drop-after', 'delayMillis': 20}");

        assertThatThrownBy(() -> running.caller().post(NOTES, "{'text': 'x', 'reference': 'effect-7'}"))
                .isInstanceOf(IOException.class);

        assertThat(running.caller().get(NOTES).each("reference")).containsExactly("effect-7");
    }

    @Test
    void a_fault_hits_as_often_as_told_and_only_its_operation() throws IOException {
        switchOn("createRefund", "{'mode': 'fail-before', 'times': 2}");

        assertThat(running.caller().get(REFUNDS).status()).isEqualTo(200);
        assertThat(refund("a").status()).isEqualTo(503);
        assertThat(running.caller().get("/faults").each("times")).containsExactly("1");
        assertThat(refund("a").status()).isEqualTo(503);
        assertThat(running.caller().get("/faults").json().size()).isZero();
        assertThat(refund("a").status()).isEqualTo(201);
    }

    @Test
    void always_lasts_until_it_is_switched_off() throws IOException {
        switchOn("getOrder", "{'mode': 'fail-before', 'times': 'always', 'status': 404}");
        switchOn("createRefund", "{'mode': 'fail-before', 'times': 'always'}");
        for (int i = 0; i < 5; i++) {
            assertThat(running.caller().get("/orders/ORD-100234").status()).isEqualTo(404);
        }
        assertThat(running.caller().get("/faults").each("operationId")).containsExactly("createRefund", "getOrder");

        assertThat(running.caller().delete("/faults/getOrder").status()).isEqualTo(204);

        assertThat(running.caller().get("/orders/ORD-100234").status()).isEqualTo(200);
        assertThat(refund("a").status()).isEqualTo(503);
        assertThat(running.caller().delete("/faults").status()).isEqualTo(204);
        assertThat(refund("a").status()).isEqualTo(201);
    }

    @Test
    void one_hit_among_many_at_once_is_exactly_one() throws IOException, InterruptedException, ExecutionException {
        switchOn("getOrder", "{'mode': 'fail-before', 'times': 1}");
        List<Future<Integer>> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 24; i++) {
                statuses.add(threads.submit(
                        () -> running.caller().get("/orders/ORD-100234").status()));
            }
        }

        int failed = 0;
        for (Future<Integer> status : statuses) {
            failed += status.get() == 503 ? 1 : 0;
        }
        assertThat(failed).isEqualTo(1);
    }

    @Test
    void a_request_without_the_token_does_not_use_up_a_fault() throws IOException {
        switchOn("getOrder", "{'mode': 'fail-before'}");

        assertThat(running.caller().withToken("wrong").get("/orders/ORD-100234").status())
                .isEqualTo(401);

        assertThat(running.caller().get("/orders/ORD-100234").status()).isEqualTo(503);
    }

    @Test
    void shows_what_was_switched_on() throws IOException {
        Answer set = switchOn("addNote", "{'mode': 'fail-after', 'delayMillis': 5, 'times': 3, 'status': 502}");

        assertThat(set.text())
                .isEqualTo("{\"operationId\":\"addNote\",\"mode\":\"fail-after\",\"delayMillis\":5,"
                        + "\"times\":3,\"status\":502}");
        assertThat(running.caller().get("/faults").json().get(0)).isEqualTo(set.json());
    }

    @Test
    void refuses_what_it_cannot_do() throws IOException {
        Answer unknown = running.caller().put("/faults/paintHouse", "{'mode': 'delay', 'delayMillis': 1}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("detail")).contains("paintHouse", "createRefund", "addNote");

        assertThat(wrong("{}")).containsExactly("mode", "delayMillis");
        assertThat(wrong("{'mode': 'explode'}")).contains("mode");
        assertThat(wrong("{'mode': 'delay'}")).containsExactly("delayMillis");
        assertThat(wrong("{'mode': 'fail-before', 'times': 0}")).containsExactly("times");
        assertThat(wrong("{'mode': 'fail-before', 'times': 'often'}")).containsExactly("times");
        assertThat(wrong("{'mode': 'fail-before', 'status': 200}")).containsExactly("status");
        assertThat(wrong("{'mode': 'fail-before', 'when': 'now'}")).containsExactly("when");
        assertThat(running.caller().get("/faults").json().size()).isZero();
    }

    private List<String> wrong(String fault) throws IOException {
        return running.caller().put("/faults/addNote", fault).wrongFields();
    }

    private Answer switchOn(String operationId, String fault) throws IOException {
        Answer answer = running.caller().put("/faults/" + operationId, fault);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private Answer refund(String key) throws IOException {
        return running.caller().post(REFUNDS, Caller.refund("ORD-100234", 1000), key);
    }

    private long executed(String operationId) throws IOException {
        return running.caller()
                .get("/effects")
                .json()
                .required("counts")
                .required(operationId)
                .asLong();
    }
}
