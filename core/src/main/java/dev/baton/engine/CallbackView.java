package dev.baton.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A subscription as people see it.
 *
 * @param by who asked for it, as {@link dev.baton.principal.Principal#chain()}
 * @param disabled why the receiver is sent nothing more, when it said so
 * @param waiting what is to be told next, and what was given up
 * @param done whether it has been told of the end
 */
public record CallbackView(
        String handoff,
        String id,
        String url,
        String format,
        String by,
        Instant since,
        Optional<String> disabled,
        List<MessageView> waiting,
        boolean done) {
    public CallbackView {
        waiting = List.copyOf(waiting);
    }
}
