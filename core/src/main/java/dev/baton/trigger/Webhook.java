package dev.baton.trigger;

import java.util.List;
import java.util.Locale;

/**
 * Events that a sender posts to {@code /hooks/NAME}.
 *
 * @param secrets what the sender signs with, as references to settings and never the secrets themselves; several while
 *     one is being replaced by another
 */
public record Webhook(Verification verification, List<String> secrets, Form form) {
    public Webhook {
        secrets = List.copyOf(secrets);
        if (verification.isProof() == secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    secrets.isEmpty()
                            ? "'secret' is missing: it is what " + verification.word() + " signs with"
                            : "'secret' is of no use where nothing is verified");
        }
    }

    /** How an event stands in the request. */
    public enum Form {
        /** The body is the event. */
        JSON,
        /** CloudEvents whose attributes stand in the body, where the signature covers them. */
        CLOUDEVENTS,
        /** The same, and CloudEvents whose attributes stand in headers, which no signature covers. */
        CLOUDEVENTS_BINARY;

        /** The form in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
