package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShippingTest {
    private static final String REPLACEMENTS = "/shipping/replacements";

    @RegisterExtension
    final RunningBackoffice running = new RunningBackoffice();

    @Test
    void a_replacement_takes_one_piece_from_stock() throws IOException {
        long before = running.caller().get("/shipping/stock/SKU-0002").number("available");

        Answer sent = running.caller().post(REPLACEMENTS, Caller.replacement("ORD-100235"));

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.text("id")).matches("RPL-[0-9]{6}");
        assertThat(sent.text("sku")).isEqualTo("SKU-0002");
        assertThat(sent.text("status")).isEqualTo("scheduled");
        assertThat(running.caller().get("/shipping/stock/SKU-0002").number("available"))
                .isEqualTo(before - 1);
        assertThat(running.caller()
                        .get(REPLACEMENTS + "?orderId=ORD-100235")
                        .json()
                        .get(0))
                .isEqualTo(sent.json());
    }

    @Test
    void what_is_sold_out_cannot_be_replaced() throws IOException {
        running.caller().put("/shipping/stock/SKU-0002", "{'available': 1}");

        Answer first = running.caller().post(REPLACEMENTS, Caller.replacement("ORD-100235"));
        Answer second = running.caller().post(REPLACEMENTS, Caller.replacement("ORD-100235"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("code")).isEqualTo("out-of-stock");
        assertThat(second.text("detail")).contains("SKU-0002");
        assertThat(running.caller().get("/shipping/stock/SKU-0002").number("available"))
                .isZero();
        assertThat(running.caller()
                        .get(REPLACEMENTS + "?orderId=ORD-100235")
                        .json()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void some_products_are_sold_out_from_the_start() throws IOException {
        assertThat(running.caller().get("/shipping/stock/SKU-0013").number("available"))
                .isZero();
    }

    @Test
    void refuses_to_replace_what_was_never_sent() throws IOException {
        String processing = running.caller()
                .get("/orders?status=processing&limit=1")
                .each("id")
                .getFirst();

        Answer answer = running.caller().post(REPLACEMENTS, Caller.replacement(processing));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("not-shipped");
        assertThat(running.caller()
                        .post(REPLACEMENTS, Caller.replacement("ORD-999999"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void tells_where_a_parcel_is_as_the_order_does() throws IOException {
        String shipped = running.caller()
                .get("/orders?status=shipped&limit=1")
                .each("id")
                .getFirst();
        Answer order = running.caller().get("/orders/" + shipped);

        Answer shipment = running.caller().get("/shipping/shipments/" + shipped);

        assertThat(shipment.text("status")).isEqualTo("in-transit");
        assertThat(shipment.text("trackingNumber")).isEqualTo(order.text("trackingNumber"));
        assertThat(shipment.text("expectedDelivery")).isEqualTo(order.text("expectedDelivery"));
        assertThat(shipment.json().has("firstSku")).isFalse();
        assertThat(running.caller().get("/shipping/shipments/ORD-999999").status())
                .isEqualTo(404);
    }

    @Test
    void stock_is_set_within_sense() throws IOException {
        assertThat(running.caller()
                        .put("/shipping/stock/SKU-0001", "{'available': 7}")
                        .number("available"))
                .isEqualTo(7);
        assertThat(running.caller()
                        .put("/shipping/stock/SKU-0001", "{'available': -1}")
                        .wrongFields())
                .containsExactly("available");
        assertThat(running.caller().put("/shipping/stock/SKU-0001", "{}").wrongFields())
                .containsExactly("available");
        assertThat(running.caller()
                        .put("/shipping/stock/SKU-9999", "{'available': 1}")
                        .status())
                .isEqualTo(404);
        assertThat(running.caller().get("/shipping/stock/SKU-9999").status()).isEqualTo(404);
        assertThat(running.caller().get("/shipping/stock/SKU-0001").number("available"))
                .isEqualTo(7);
    }
}
