package dev.baton.inbox;

import dev.baton.principal.People;
import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * By which right somebody acts on what waits for a role: because they have it, because it was escalated to a role that
 * they have, or because they stand in for an absent person who could.
 *
 * @param absent the ids of those who are away now
 */
public record Rights(People people, Collection<String> absent) {
    public Rights {
        absent = List.copyOf(absent);
    }

    /**
     * A right.
     *
     * @param role in which somebody acts
     * @param standsInFor the absent person whose right it is
     */
    public record Right(String role, Optional<Principal> standsInFor) {
        /** The one who acts, on behalf of the absent one where they stand in. */
        public Principal acting(Principal by) {
            return standsInFor.map(by::actingFor).orElse(by);
        }
    }

    /** Empty when there is none. One's own right comes before that of somebody else. */
    public Optional<Right> of(Principal by, String role, Instant since, Instant now) {
        if (by.kind() != Principal.Kind.PERSON || by.onBehalfOf().isPresent()) {
            return Optional.empty();
        }
        var roles = people.duties().reachedBy(role, since, now);
        var own = roles.stream().filter(by::has).findFirst().map(it -> new Right(it, Optional.empty()));
        return own.or(() -> standingIn(by).stream()
                .flatMap(other -> roles.stream().filter(other::has).map(it -> new Right(it, Optional.of(other))))
                .findFirst());
    }

    /** The absent people for whom somebody stands in. */
    public List<Principal> standingIn(Principal by) {
        return absent.stream()
                .sorted()
                .filter(person -> people.member(person).deputy().equals(Optional.of(by.id())))
                .flatMap(person -> people.find(person).stream())
                .filter(person -> person.kind() == Principal.Kind.PERSON)
                .toList();
    }
}
