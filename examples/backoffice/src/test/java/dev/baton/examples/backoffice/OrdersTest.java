package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class OrdersTest {
    @RegisterExtension
    final RunningBackoffice running = new RunningBackoffice();

    @Test
    void tells_the_story_order_of_eighty_euro_delivered_three_days_before_the_start() throws IOException {
        JsonNode order = running.caller().get("/orders/ORD-100234").json();

        assertThat(order.required("customerId").asString()).isEqualTo("CUS-0001");
        assertThat(order.required("status").asString()).isEqualTo("delivered");
        assertThat(order.required("deliveredAt").asString()).isEqualTo("2026-01-07T00:00:00Z");
        assertThat(order.required("totalMinor").asLong()).isEqualTo(8000);
        assertThat(order.required("currency").asString()).isEqualTo("EUR");
        assertThat(order.required("items").size()).isEqualTo(1);
        assertThat(order.required("items").get(0).required("sku").asString()).isEqualTo("SKU-0001");
    }

    @Test
    void leaves_out_what_has_not_happened_yet() throws IOException {
        JsonNode processing =
                running.caller().get("/orders?status=processing&limit=1").json().get(0);

        assertThat(processing.has("shippedAt")).isFalse();
        assertThat(processing.has("deliveredAt")).isFalse();
        assertThat(processing.has("trackingNumber")).isFalse();
        assertThat(processing.has("expectedDelivery")).isTrue();
    }

    @Test
    void answers_404_for_an_unknown_order() throws IOException {
        Answer answer = running.caller().get("/orders/ORD-999999");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("detail")).contains("ORD-999999");
    }

    @Test
    void lists_the_orders_of_a_customer_newest_first() throws IOException {
        assertThat(running.caller().get("/orders?customerId=CUS-0001").each("id"))
                .containsExactly("ORD-100234", "ORD-100235", "ORD-100236");
    }

    @Test
    void filters_by_status_and_limits() throws IOException {
        Answer shipped = running.caller().get("/orders?status=shipped&limit=3");

        assertThat(shipped.each("status")).containsExactly("shipped", "shipped", "shipped");
        assertThat(running.caller().get("/orders").json().size()).isEqualTo(20);
        assertThat(running.caller()
                        .get("/orders?customerId=CUS-0001&status=cancelled")
                        .json()
                        .size())
                .isZero();
    }

    @Test
    void refuses_wrong_filters_instead_of_ignoring_them() throws IOException {
        Answer answer = running.caller().get("/orders?limit=0&status=lost&custmerId=CUS-0001&customerId=");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactlyInAnyOrder("limit", "status", "custmerId", "customerId");
    }

    @Test
    void a_customer_with_a_clean_record_has_no_claims() throws IOException {
        Answer answer = running.caller().get("/orders/customers/CUS-0001/claims");

        assertThat(answer.number("count")).isZero();
        assertThat(answer.json().required("claims").size()).isZero();
    }

    @Test
    void claims_include_what_billing_refunded_and_shipping_replaced() throws IOException {
        String refundId = running.caller()
                .post("/billing/refunds", Caller.refund("ORD-100234", 8000))
                .text("id");
        running.clock().advance(Duration.ofMinutes(1));
        String replacementId = running.caller()
                .post("/shipping/replacements", Caller.replacement("ORD-100235"))
                .text("id");

        Answer claims = running.caller().get("/orders/customers/CUS-0001/claims");

        assertThat(claims.number("count")).isEqualTo(2);
        JsonNode newest = claims.json().required("claims").get(0);
        JsonNode older = claims.json().required("claims").get(1);
        assertThat(newest.required("id").asString()).isEqualTo(replacementId);
        assertThat(newest.required("kind").asString()).isEqualTo("replacement");
        assertThat(newest.required("orderId").asString()).isEqualTo("ORD-100235");
        assertThat(older.required("id").asString()).isEqualTo(refundId);
        assertThat(older.required("kind").asString()).isEqualTo("refund");
        assertThat(older.required("at").asString()).isEqualTo("2026-01-10T00:00:00Z");
    }

    @Test
    void a_cancelled_refund_is_no_claim() throws IOException {
        String refundId = running.caller()
                .post("/billing/refunds", Caller.refund("ORD-100234", 8000))
                .text("id");
        assertThat(claimsOf("CUS-0001", 90)).isEqualTo(1);

        running.caller().post("/billing/refunds/" + refundId + "/cancel", "{}");

        assertThat(claimsOf("CUS-0001", 90)).isZero();
    }

    @Test
    void claims_are_counted_back_from_now() throws IOException {
        assertThat(claimsOf("CUS-0003", 90)).isEqualTo(2);
        assertThat(claimsOf("CUS-0003", 55)).isEqualTo(2);
        assertThat(claimsOf("CUS-0003", 54)).isEqualTo(1);

        running.clock().advance(Duration.ofDays(36));

        assertThat(claimsOf("CUS-0003", 90)).isEqualTo(1);
        assertThat(claimsOf("CUS-0003", 365)).isEqualTo(2);
    }

    @Test
    void claims_of_nobody_are_not_zero_but_unknown() throws IOException {
        Answer answer = running.caller().get("/orders/customers/CUS-9999/claims");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("detail")).contains("CUS-9999");
    }

    @Test
    void refuses_a_period_of_no_days() throws IOException {
        assertThat(running.caller()
                        .get("/orders/customers/CUS-0001/claims?days=0")
                        .wrongFields())
                .containsExactly("days");
    }

    private long claimsOf(String customerId, int days) throws IOException {
        return running.caller()
                .get("/orders/customers/" + customerId + "/claims?days=" + days)
                .number("count");
    }
}
