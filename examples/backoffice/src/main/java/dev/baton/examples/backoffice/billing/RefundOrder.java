package dev.baton.examples.backoffice.billing;

import dev.baton.examples.backoffice.http.BodyFields;
import java.util.Optional;

/** The body of {@code createRefund}. */
record RefundOrder(String orderId, long amountMinor, String currency, Optional<String> reason) {
    private static final int LONGEST_ID = 50;
    private static final int LONGEST_REASON = 500;

    static RefundOrder read(BodyFields fields) {
        RefundOrder order = new RefundOrder(
                fields.text("orderId", LONGEST_ID),
                fields.number("amountMinor", Long.MIN_VALUE, Long.MAX_VALUE),
                fields.text("currency", 3),
                fields.optionalText("reason", LONGEST_REASON));
        fields.done();
        return order;
    }
}
