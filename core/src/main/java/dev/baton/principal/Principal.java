package dev.baton.principal;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who acts. Identity comes from a session, a verified signature or the runtime itself, never from a model or a request
 * body.
 *
 * @param kind what sort of actor
 * @param id unique within the kind
 * @param roles what the actor may do, as granted by the workspace or the identity provider
 * @param onBehalfOf for whom, when the actor does not act for itself
 */
public record Principal(Kind kind, String id, Set<String> roles, Optional<Principal> onBehalfOf) {

    /** Roles that the runtime itself knows. */
    public static final String ACT_FOR = "act-for";

    public enum Kind {
        PERSON,
        CUSTOMER,
        ASSISTANT,
        AGENT,
        SERVICE,
        SYSTEM,
        /** A sender of events that are known to be its own. */
        TRIGGER;

        /** The kind in files, expressions and the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The runtime itself: timers, facts of policies, recovery. */
    public static final Principal SYSTEM = of(Kind.SYSTEM, "baton");

    public Principal {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a principal needs an id");
        }
        roles = Set.copyOf(roles);
    }

    public static Principal of(Kind kind, String id, String... roles) {
        return new Principal(kind, id, Set.of(roles), Optional.empty());
    }

    public Principal actingFor(Principal other) {
        return new Principal(kind, id, roles, Optional.of(other));
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Whom everything is done for in the end: the last of the chain, by whom visibility is judged. */
    public Principal subject() {
        return onBehalfOf.map(Principal::subject).orElse(this);
    }

    /** Kind and id, as in {@code person:lena}. */
    public String reference() {
        return kind.word() + ":" + id;
    }

    /** The whole chain, as in {@code agent:refunds for customer:CUS-0001}. */
    public String chain() {
        return reference() + onBehalfOf.map(other -> " for " + other.chain()).orElse("");
    }

    /** True when both are the same actor, whatever roles they hold at the moment. */
    public boolean isSameActor(Principal other) {
        return kind == other.kind && id.equals(other.id);
    }
}
