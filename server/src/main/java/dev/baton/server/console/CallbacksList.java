package dev.baton.server.console;

import dev.baton.engine.MessageView;
import java.util.List;
import java.util.Optional;

/**
 * Messages that were not taken, as a page shows them.
 *
 * @param notice what was just done
 */
public record CallbacksList(List<MessageView> messages, Optional<Notice> notice) {
    private static final int OF_THE_HANDOFF = 2;

    public CallbacksList {
        messages = List.copyOf(messages);
    }

    public List<MessageView> dead() {
        return in(MessageView.State.DEAD);
    }

    public List<MessageView> retrying() {
        return in(MessageView.State.RETRYING);
    }

    private List<MessageView> in(MessageView.State state) {
        return messages.stream().filter(it -> it.state() == state).toList();
    }

    /** The run of a message's handoff. */
    public static String run(MessageView message) {
        return "r-" + message.handoff().substring(OF_THE_HANDOFF);
    }
}
