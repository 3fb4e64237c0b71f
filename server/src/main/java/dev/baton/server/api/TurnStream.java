package dev.baton.server.api;

import dev.baton.engine.Conversations;
import dev.baton.json.Json;
import dev.baton.server.door.HandoffForm;
import dev.baton.server.http.Events;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn as events: {@code delta} for each piece of the reply, {@code again} when the pieces so far are void, then
 * {@code card} for each handoff and {@code end} with the whole. The answer begins with the first piece, so that a refusal
 * before it is an ordinary problem. Somebody who is gone is no reason to end the turn.
 */
final class TurnStream implements Conversations.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(TurnStream.class);

    private final HttpServletResponse response;
    private final StringBuilder sent = new StringBuilder();
    private Optional<Events> events = Optional.empty();
    private boolean gone;

    TurnStream(HttpServletResponse response) {
        this.response = response;
    }

    @Override
    public void said(String piece) {
        sent.append(piece);
        send("delta", Json.object("text", Json.text(piece)));
    }

    @Override
    public void again() {
        sent.setLength(0);
        send("again", Json.object());
    }

    /** Sends what was not heard yet, and the whole. */
    void end(Conversations.Turn.Replied turn) {
        var text = turn.reply().text();
        var heard = sent.toString().strip();
        if (text.startsWith(heard) && text.length() > heard.length()) {
            said(text.substring(heard.length()));
        }
        turn.handoffs().forEach(handoff -> send("card", HandoffForm.of(handoff)));
        send("end", ConversationForm.of(turn));
    }

    /** Ends a stream that has begun without an {@code end}, after which the sender asks again. */
    void breakOff(RuntimeException defect) {
        if (events.isEmpty()) {
            throw defect;
        }
        LOG.error("A turn broke off in the middle of its answer", defect);
    }

    private void send(String name, Json data) {
        if (gone) {
            return;
        }
        try {
            if (events.isEmpty()) {
                events = Optional.of(Events.begin(response));
            }
            events.get().send(name, data);
        } catch (IOException e) {
            gone = true;
            LOG.debug("Nobody listens to a turn any more; it is finished all the same", e);
        }
    }
}
