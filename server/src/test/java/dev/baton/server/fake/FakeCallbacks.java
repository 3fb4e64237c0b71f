package dev.baton.server.fake;

import dev.baton.callback.Subscription;
import dev.baton.engine.CallbackView;
import dev.baton.engine.Callbacks;
import dev.baton.engine.MessageView;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two messages that nobody took, one of which may be sent again. */
public final class FakeCallbacks implements Callbacks {
    public static final String DEAD = "h-01kekwe4g03xb9teabp7hk0r60-9-s1";
    private static final String HANDOFF = "h-01kekwe4g03xb9teabp7hk0r60";
    private static final Instant AT = Instant.parse("2026-01-10T12:00:00Z");

    /** What was asked to be sent again. */
    public final List<String> resent = new CopyOnWriteArrayList<>();

    private final List<MessageView> messages = List.of(
            message(DEAD, "completed", MessageView.State.DEAD, 10),
            message(HANDOFF + "-3-s1", "working", MessageView.State.RETRYING, 2));

    private static MessageView message(String id, String tells, MessageView.State state, int attempts) {
        return new MessageView(
                id,
                HANDOFF,
                "s1",
                "https://hooks.example.org/<baton>",
                tells,
                state,
                attempts,
                Optional.of("answered with 500"),
                AT,
                state == MessageView.State.RETRYING ? Optional.of(AT.plusSeconds(300)) : Optional.empty());
    }

    @Override
    public Change register(String handoff, Subscription.Wanted wanted, Principal by) {
        return new Change.NotFound("there is no handoff " + handoff);
    }

    @Override
    public List<CallbackView> list(String handoff) {
        return List.of();
    }

    @Override
    public Change remove(String handoff, String subscription, Principal by) {
        return new Change.NotFound("there is no callback '" + subscription + "' of handoff " + handoff);
    }

    @Override
    public List<MessageView> messages(Optional<MessageView.State> state, int limit) {
        return messages.stream()
                .filter(it -> state.map(it.state()::equals).orElse(true))
                .limit(limit)
                .toList();
    }

    @Override
    public Resending resend(String message, Principal by) {
        if (!by.has("operator")) {
            return new Resending.NotAllowed(by.reference() + " may not have callbacks sent again");
        }
        var found = messages.stream().filter(it -> it.id().equals(message)).findFirst();
        if (found.isEmpty()) {
            return new Resending.NotFound("there is no callback '" + message + "'");
        }
        if (found.get().state() != MessageView.State.DEAD) {
            return new Resending.Conflict("callback " + message + " is not given up");
        }
        resent.add(message);
        return new Resending.Asked(found.get());
    }
}
