package dev.baton.server.door;

import dev.baton.engine.CallbackSender.Message;
import dev.baton.server.http.WebhookSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A form in which the outside is told of a handoff; each door that tells in a form of its own brings one. */
public interface CallbackFormat {

    /** The word by which a subscription asks for it. */
    String word();

    /** Whether a receiver must be able to check a signature. */
    boolean isSigned();

    /** What is posted. */
    Content content(Message message, Sending sending);

    /** @param headers content type included */
    record Content(Map<String, String> headers, String body) {}

    /**
     * How a message goes out.
     *
     * @param at when
     * @param secrets of the receiver that are in force
     * @param credentials that the caller wanted to be shown, in plain
     */
    record Sending(Instant at, List<WebhookSecret> secrets, Optional<String> credentials) {
        @Override
        public String toString() {
            return "Sending[" + at + "]";
        }
    }
}
