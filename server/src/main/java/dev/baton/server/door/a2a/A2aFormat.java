package dev.baton.server.door.a2a;

import dev.baton.engine.CallbackSender.Message;
import dev.baton.server.door.CallbackFormat;
import java.util.List;

/**
 * The form of A2A's push notifications: a {@code StreamResponse}. A change is told as one, the end as the whole task with
 * its receipt, since one message tells it and none comes after.
 */
public final class A2aFormat implements CallbackFormat {
    static final String WORD = "a2a";

    @Override
    public String word() {
        return WORD;
    }

    /** The receiver knows the sender by what it gave it to show. */
    @Override
    public boolean isSigned() {
        return false;
    }

    @Override
    public Content content(Message message, Sending sending) {
        var config = PushSecrets.config(message.subscription().url(), sending.credentials());
        return new Content(PushHeaders.of(config), update(message).toJson().write());
    }

    private static Update update(Message message) {
        var handoff = message.handoff();
        return handoff.state().isTerminal()
                ? new Update.Whole(TaskForm.of(handoff, List.of(), message.at()))
                : TaskForm.updates(handoff, message.at()).getLast();
    }
}
