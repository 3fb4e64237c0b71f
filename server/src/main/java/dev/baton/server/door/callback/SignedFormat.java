package dev.baton.server.door.callback;

import dev.baton.callback.Subscription;
import dev.baton.engine.CallbackSender.Message;
import dev.baton.json.Json;
import dev.baton.server.door.CallbackFormat;
import dev.baton.server.door.HandoffForm;
import dev.baton.server.http.WebhookSecret;

/** The form of Standard Webhooks: {@code {"type": "handoff.completed", "timestamp": …, "data": the handoff}}. */
public final class SignedFormat implements CallbackFormat {
    @Override
    public String word() {
        return Subscription.STANDARD_WEBHOOKS;
    }

    @Override
    public boolean isSigned() {
        return true;
    }

    @Override
    public Content content(Message message, Sending sending) {
        var body = Json.object(
                        "type", Json.text("handoff." + message.handoff().state().word()))
                .with("timestamp", message.at().toString())
                .with("data", HandoffForm.of(message.handoff()))
                .write();
        return new Content(WebhookSecret.headers(message.id(), sending.at(), body, sending.secrets()), body);
    }
}
