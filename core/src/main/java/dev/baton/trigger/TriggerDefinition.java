package dev.baton.trigger;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * What starts a handoff, as its file says it. The expressions read {@code event} and nothing else.
 *
 * @param source where events come from, and how they are known to be genuine
 * @param when a condition; an event for which it is false is ignored
 * @param dedupe a template: events for which it gives the same text are one event. Without it the delivery's own id
 *     decides
 * @param start the contract, {@code name} or {@code name@version}
 * @param input a template of the contract's input
 */
public record TriggerDefinition(
        String name, Webhook source, Optional<String> when, Optional<String> dedupe, String start, Json.Obj input) {

    /** How contracts name it among their callers. */
    public String reference() {
        return Principal.Kind.TRIGGER.word() + ":" + name;
    }

    /**
     * Who hands in what it starts. A sender that was verified speaks for those whom its events are about; one that was
     * not speaks for nobody.
     */
    public Principal principal() {
        var roles = source.verification().isProof() ? Set.of(Principal.ACT_FOR) : Set.<String>of();
        return new Principal(Principal.Kind.TRIGGER, name, roles, Optional.empty());
    }
}
