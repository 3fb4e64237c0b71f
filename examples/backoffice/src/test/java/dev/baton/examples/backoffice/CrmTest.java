package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CrmTest {
    private static final String NOTES = "/crm/customers/CUS-0001/notes";

    @RegisterExtension
    final RunningBackoffice running = new RunningBackoffice();

    @Test
    void knows_customers() throws IOException {
        Answer answer = running.caller().get("/crm/customers/CUS-0500");

        assertThat(answer.text("id")).isEqualTo("CUS-0500");
        assertThat(answer.text("email")).endsWith("@example.com");
        assertThat(running.caller().get("/crm/customers/CUS-0501").status()).isEqualTo(404);
    }

    @Test
    void writes_a_note_that_is_found_by_its_reference() throws IOException {
        Answer written = running.caller().post(NOTES, "{'text': 'Claim settled', 'reference': 'effect-7'}");

        assertThat(written.status()).isEqualTo(201);
        assertThat(written.text("id")).matches("NOTE-[0-9]{6}");
        Answer notes = running.caller().get(NOTES);
        assertThat(notes.each("reference")).containsExactly("effect-7");
        assertThat(notes.json().get(0)).isEqualTo(written.json());
    }

    @Test
    void the_same_note_sent_twice_is_two_notes_even_with_an_idempotency_key() throws IOException {
        Answer first = running.caller().post(NOTES, "{'text': 'Claim settled', 'reference': 'effect-7'}", "key-1");
        Answer second = running.caller().post(NOTES, "{'text': 'Claim settled', 'reference': 'effect-7'}", "key-1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.isReplayed()).isFalse();
        assertThat(second.text("id")).isNotEqualTo(first.text("id"));
        assertThat(running.caller().get(NOTES).each("id")).containsExactly(first.text("id"), second.text("id"));
    }

    @Test
    void a_note_needs_no_reference() throws IOException {
        Answer written = running.caller().post(NOTES, "{'text': 'Prefers e-mail'}");

        assertThat(written.status()).isEqualTo(201);
        assertThat(written.json().has("reference")).isFalse();
    }

    @Test
    void keeps_any_text_as_it_is() throws IOException {
        String text = "'); DROP TABLE note; -- <b>äöü</b> \uD83D\uDCA1";

        running.caller().post(NOTES, "{\"text\": \"" + text.replace("'", "\\u0027") + "\"}");

        assertThat(running.caller().get(NOTES).each("text")).containsExactly(text);
    }

    @Test
    void refuses_a_note_about_nobody_or_without_text() throws IOException {
        assertThat(running.caller()
                        .post("/crm/customers/CUS-9999/notes", "{'text': 'x'}")
                        .status())
                .isEqualTo(404);
        assertThat(running.caller().get("/crm/customers/CUS-9999/notes").status())
                .isEqualTo(404);
        assertThat(running.caller().post(NOTES, "{'text': ' '}").wrongFields()).containsExactly("text");
        assertThat(running.caller()
                        .post(NOTES, "{'text': '" + "x".repeat(2001) + "'}")
                        .wrongFields())
                .containsExactly("text");
        assertThat(running.caller().post(NOTES, "{'text': null}").wrongFields()).containsExactly("text");
        assertThat(running.caller().get(NOTES).json().size()).isZero();
    }
}
