package dev.baton.server.door.hook;

import dev.baton.trigger.CompiledTrigger;
import dev.baton.trigger.TriggerDefinition;
import dev.baton.trigger.Webhook;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A trigger at its door: open to whoever can prove to be its sender, or closed with a reason. */
public sealed interface Hook {
    TriggerDefinition definition();

    /** Takes deliveries. */
    record Open(CompiledTrigger trigger, Proof proof) implements Hook {
        @Override
        public TriggerDefinition definition() {
            return trigger.definition();
        }
    }

    /** Takes nothing until the reason is gone; everything else goes on. */
    record Closed(TriggerDefinition definition, String reason) implements Hook {}

    /** How deliveries are checked; nothing of it can be seen. */
    final class Proof {
        private final Verifier verifier;

        private Proof(Verifier verifier) {
            this.verifier = verifier;
        }

        Verifier verifier() {
            return verifier;
        }
    }

    /**
     * @param resolve gives the value behind a reference such as <code>${secret.NAME}</code>; what it throws when there is
     *     none is the reason for which the hook is closed
     */
    static Hook of(TriggerDefinition definition, UnaryOperator<String> resolve) {
        try {
            return new Open(new CompiledTrigger(definition), new Proof(Verifier.of(definition.source(), resolve)));
        } catch (IllegalArgumentException e) {
            return new Closed(definition, String.valueOf(e.getMessage()));
        }
    }

    /** Where it is. */
    static String path(TriggerDefinition definition) {
        return HookDoor.PATH + definition.name();
    }

    /** What should be known of a trigger that is not safe by itself; empty when all of an event is verified. */
    static Optional<String> warning(TriggerDefinition definition) {
        if (!definition.source().verification().isProof()) {
            return Optional.of("nothing proves who sends this; it is taken from this machine only, never"
                    + " through a proxy, and may name no identity");
        }
        return definition.source().form() == Webhook.Form.CLOUDEVENTS_BINARY
                ? Optional.of("in binary mode only event.data is signed; whoever records a delivery can send it"
                        + " again with other attributes. 'form: cloudevents' takes structured mode only")
                : Optional.empty();
    }
}
