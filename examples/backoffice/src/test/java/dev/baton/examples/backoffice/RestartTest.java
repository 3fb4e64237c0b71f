package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    private static final String NOTES = "/crm/customers/CUS-0001/notes";

    @RegisterExtension
    final RunningBackoffice running = new RunningBackoffice();

    @Test
    void keeps_data_seed_and_start() throws IOException {
        String refundId = running.caller()
                .post("/billing/refunds", Caller.refund("ORD-100234", 8000))
                .text("id");

        running.restart(options -> options.withSeed(99).withStart(RunningBackoffice.START.plus(Duration.ofDays(9))));

        assertThat(running.caller().get("/billing/refunds?orderId=ORD-100234").each("id"))
                .containsExactly(refundId);
        assertThat(running.backoffice().seed()).isEqualTo(1);
        assertThat(running.backoffice().demoStart()).isEqualTo(RunningBackoffice.START);
    }

    @Test
    void fresh_makes_everything_anew_from_the_seed_given() throws IOException {
        running.caller().post(NOTES, "{'text': 'x'}");
        String before = running.caller().get("/crm/customers/CUS-0077").text();

        running.restart(options -> options.withFresh(true).withSeed(99));

        assertThat(running.caller().get(NOTES).json().size()).isZero();
        assertThat(running.caller().get("/crm/customers/CUS-0077").text()).isNotEqualTo(before);
        assertThat(running.backoffice().seed()).isEqualTo(99);
    }

    @Test
    void fresh_deletes_nothing_but_its_own_files() throws IOException {
        Files.writeString(running.data().resolve("precious.txt"), "keep me");

        running.restart(options -> options.withFresh(true));

        assertThat(running.data().resolve("precious.txt")).hasContent("keep me");
    }

    @Test
    void data_that_was_only_half_made_is_made_again() throws IOException {
        running.caller().post(NOTES, "{'text': 'x'}");
        Files.delete(running.data().resolve("origin.json"));

        running.restart(UnaryOperator.identity());

        assertThat(running.caller().get(NOTES).json().size()).isZero();
        assertThat(running.caller().get("/orders/ORD-100234").status()).isEqualTo(200);
    }

    @Test
    void faults_are_forgotten() throws IOException {
        running.caller().put("/faults/getOrder", "{'mode': 'fail-before', 'times': 'always'}");

        running.restart(UnaryOperator.identity());

        assertThat(running.caller().get("/orders/ORD-100234").status()).isEqualTo(200);
    }

    @Test
    void two_cannot_share_a_directory() throws IOException {
        BackofficeOptions same = BackofficeOptions.in(running.data()).withFresh(true);

        assertThatThrownBy(() -> Backoffice.start(same))
                .isInstanceOf(BackofficeException.class)
                .hasMessageContaining("in use by another back office")
                .hasMessageContaining("--data");
        assertThat(running.caller().get("/orders/ORD-100234").status()).isEqualTo(200);
    }

    @Test
    void a_taken_port_is_told_and_the_directory_let_go(@TempDir Path other) {
        BackofficeOptions clash =
                BackofficeOptions.in(other).withPort(running.backoffice().port());

        assertThatThrownBy(() -> Backoffice.start(clash))
                .isInstanceOf(BackofficeException.class)
                .hasMessageContaining("port " + running.backoffice().port())
                .hasMessageContaining("--port");

        try (Backoffice backoffice = Backoffice.start(clash.withPort(0))) {
            assertThat(backoffice.port()).isPositive();
        }
    }

    @Test
    void data_of_another_version_is_not_guessed_at() throws IOException {
        Files.writeString(running.data().resolve("origin.json"), "{\"format\": 99}");

        assertThatThrownBy(() -> running.restart(UnaryOperator.identity()))
                .isInstanceOf(BackofficeException.class)
                .hasMessageContaining("--fresh");

        running.restart(options -> options.withFresh(true));
        assertThat(running.caller().get("/orders/ORD-100234").status()).isEqualTo(200);
    }

    @Test
    void another_token_locks_the_old_one_out() throws IOException {
        running.restart(options -> options.withToken("another"));

        assertThat(running.caller().get("/effects").status()).isEqualTo(401);
        assertThat(running.caller().withToken("another").get("/effects").status())
                .isEqualTo(200);
    }

    @Test
    void options_never_show_the_token() {
        assertThat(BackofficeOptions.in(running.data()).withToken("s3cret").toString())
                .doesNotContain("s3cret");
    }
}
