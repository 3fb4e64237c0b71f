package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingTest {
    @RegisterExtension
    final RunningBackoffice running = new RunningBackoffice();

    @Test
    void issues_a_refund_and_finds_it_again() throws IOException {
        Answer created = running.caller()
                .post(
                        "/billing/refunds",
                        "{'orderId': 'ORD-100234', 'amountMinor': 8000, 'currency': 'EUR', 'reason': 'glass broke'}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("id")).matches("REF-[0-9]{6}");
        assertThat(created.text("status")).isEqualTo("issued");
        assertThat(created.text("reason")).isEqualTo("glass broke");
        assertThat(created.text("createdAt")).isEqualTo("2026-01-10T00:00:00Z");
        assertThat(running.caller()
                        .get("/billing/refunds/" + created.text("id"))
                        .json())
                .isEqualTo(created.json());
        assertThat(running.caller()
                        .get("/billing/refunds?orderId=ORD-100234")
                        .json()
                        .get(0))
                .isEqualTo(created.json());
    }

    @Test
    void refunds_in_parts_up_to_what_was_paid_and_no_further() throws IOException {
        assertThat(refund("ORD-100234", 5000).status()).isEqualTo(201);

        Answer tooMuch = refund("ORD-100234", 3001);
        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.text("code")).isEqualTo("amount-above-rest");
        assertThat(tooMuch.text("detail")).contains("At most 3000", "ORD-100234", "already refunded");

        assertThat(refund("ORD-100234", 3000).status()).isEqualTo(201);
        Answer nothingLeft = refund("ORD-100234", 1);
        assertThat(nothingLeft.status()).isEqualTo(422);
        assertThat(nothingLeft.text("code")).isEqualTo("already-refunded");
        assertThat(running.caller().get("/billing/refunds?orderId=ORD-100234").each("amountMinor"))
                .containsExactly("5000", "3000");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refuses_an_amount_that_is_not_above_zero(long amount) throws IOException {
        Answer answer = refund("ORD-100234", amount);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("code")).isEqualTo("amount-not-positive");
    }

    @Test
    void refuses_an_amount_that_would_overflow() throws IOException {
        refund("ORD-100234", 1);

        assertThat(refund("ORD-100234", Long.MAX_VALUE).status()).isEqualTo(422);
    }

    @Test
    void refuses_another_currency_than_the_payment() throws IOException {
        Answer answer = running.caller()
                .post("/billing/refunds", "{'orderId': 'ORD-100234', 'amountMinor': 10, 'currency': 'USD'}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("code")).isEqualTo("wrong-currency");
        assertThat(answer.text("detail")).contains("EUR", "USD");
    }

    @Test
    void refuses_an_unknown_order() throws IOException {
        Answer answer = refund("ORD-999999", 10);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("detail")).contains("ORD-999999");
    }

    @Test
    void refuses_an_order_whose_payment_was_never_taken() throws IOException {
        String cancelled = running.caller()
                .get("/orders?status=cancelled&limit=1")
                .each("id")
                .getFirst();
        assertThat(running.caller()
                        .get("/billing/payments?orderId=" + cancelled)
                        .each("status"))
                .containsExactly("voided");

        assertThat(refund(cancelled, 10).text("code")).isEqualTo("nothing-captured");
    }

    @Test
    void names_every_wrong_field_at_once() throws IOException {
        Answer answer = running.caller().post("/billing/refunds", "{'amountMinor': '80', 'currency': 4, 'amount': 80}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactlyInAnyOrder("orderId", "amountMinor", "currency", "amount");
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    }

    @Test
    void refuses_half_a_cent_but_takes_a_whole_number_in_any_notation() throws IOException {
        assertThat(amount("10.5").wrongFields()).containsExactly("amountMinor");
        assertThat(amount("1e400").wrongFields()).containsExactly("amountMinor");
        assertThat(amount("9223372036854775808").wrongFields()).containsExactly("amountMinor");
        assertThat(amount("10.0").number("amountMinor")).isEqualTo(10);
    }

    @Test
    void a_cancelled_refund_can_be_refunded_again() throws IOException {
        String refundId = refund("ORD-100234", 8000).text("id");

        Answer cancelled = running.caller().post("/billing/refunds/" + refundId + "/cancel", "");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("id")).isEqualTo(refundId);
        assertThat(cancelled.text("status")).isEqualTo("cancelled");
        assertThat(refund("ORD-100234", 8000).status()).isEqualTo(201);
        assertThat(running.caller().get("/billing/refunds?orderId=ORD-100234").each("status"))
                .containsExactly("cancelled", "issued");
    }

    @Test
    void cancels_only_once_and_only_what_exists() throws IOException {
        String refundId = refund("ORD-100234", 8000).text("id");
        running.caller().post("/billing/refunds/" + refundId + "/cancel", "{}");

        Answer again = running.caller().post("/billing/refunds/" + refundId + "/cancel", "{}");
        Answer unknown = running.caller().post("/billing/refunds/REF-999999/cancel", "{}");
        Answer extra = running.caller().post("/billing/refunds/" + refundId + "/cancel", "{'why': 'x'}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("already-cancelled");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(extra.wrongFields()).containsExactly("why");
    }

    @Test
    void knows_the_payment_of_an_order() throws IOException {
        Answer payments = running.caller().get("/billing/payments?orderId=ORD-100235");

        assertThat(payments.each("amountMinor")).containsExactly("4000");
        assertThat(payments.each("status")).containsExactly("captured");
    }

    private Answer refund(String orderId, long amountMinor) throws IOException {
        return running.caller().post("/billing/refunds", Caller.refund(orderId, amountMinor));
    }

    private Answer amount(String literal) throws IOException {
        String body = "{'orderId': 'ORD-100234', 'amountMinor': " + literal + ", 'currency': 'EUR'}";
        return running.caller().post("/billing/refunds", body);
    }
}
