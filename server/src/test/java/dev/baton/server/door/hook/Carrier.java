package dev.baton.server.door.hook;

import com.standardwebhooks.Webhook;
import dev.baton.json.Json;
import dev.baton.server.fake.ApiClient;
import java.time.Instant;

/** A sender of webhooks that signs with the published library of Standard Webhooks. */
public record Carrier(ApiClient client, String path, String secret) {

    /** An event as the shop's carrier tells it. */
    public static Json.Obj damaged(String id, String customer, String order) {
        return Json.object("type", Json.text("parcel.damaged"))
                .with("id", id)
                .with("data", Json.object("customerId", Json.text(customer)).with("orderId", order));
    }

    /** One attempt, signed now. */
    public ApiClient.Answer deliver(String id, Json event) {
        return deliver(id, Instant.now(), event.write());
    }

    public ApiClient.Answer deliver(String id, Instant signedAt, String body) {
        return post(id, signedAt, sign(id, signedAt, body), body);
    }

    public ApiClient.Answer post(String id, Instant signedAt, String signature, String body) {
        return client.post(
                path,
                body,
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(signedAt.getEpochSecond()),
                "webhook-signature",
                signature);
    }

    public String sign(String id, Instant at, String body) {
        try {
            return new Webhook(secret).sign(id, at.getEpochSecond(), body);
        } catch (Exception e) {
            throw new IllegalStateException("the library does not sign", e);
        }
    }
}
