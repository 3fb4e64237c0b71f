package dev.baton.server.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.baton.principal.Credentials;
import dev.baton.principal.People;
import dev.baton.principal.Principal;
import dev.baton.principal.Principal.Kind;
import dev.baton.server.identity.Tokens.Checked;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a principal of the claims of a token that was found valid. A token with the customer's claim is a customer's. One
 * that a program got for itself, whose subject is its own client (RFC 9068), is that service of the workspace. Everybody
 * else is a person, with the roles that the groups give and those that the people file gives.
 */
final class Claimant {
    /** The role of those who oversee runs, and hand in work for customers as their daily business. */
    private static final String OPERATOR = "operator";

    private final Credentials.Oidc provider;
    private final People people;

    Claimant(Credentials.Oidc provider, People people) {
        this.provider = provider;
        this.people = people;
    }

    Checked of(JWTClaimsSet claims) {
        var customer = provider.customer().flatMap(claim -> text(claims, claim));
        if (customer.isPresent()) {
            return new Checked.Of(Principal.of(Kind.CUSTOMER, customer.get()));
        }
        var client = text(claims, "client_id").or(() -> text(claims, "azp"));
        return client.isPresent() && client.equals(text(claims, "sub")) ? service(client.get()) : person(claims);
    }

    private Checked service(String id) {
        return people.find(id)
                .filter(known -> known.kind() == Kind.SERVICE)
                .<Checked>map(Checked.Of::new)
                .orElseGet(() -> new Checked.Stranger("'" + id + "' is no service of this workspace; add it to 'people'"
                        + " as in " + id + ": {kind: service}"));
    }

    private Checked person(JWTClaimsSet claims) {
        var id = text(claims, provider.id());
        if (id.isEmpty()) {
            return new Checked.Refused(
                    "the token does not say who it is of: the claim " + provider.id() + " is missing");
        }
        var known = people.find(id.get()).filter(it -> it.kind() == Kind.PERSON);
        Set<String> roles = new HashSet<>(known.map(Principal::roles).orElse(Set.of()));
        groups(claims).stream()
                .map(provider.roles()::get)
                .filter(Objects::nonNull)
                .forEach(roles::add);
        if (known.isEmpty() && roles.isEmpty()) {
            return new Checked.Stranger("none of the groups of '" + id.get() + "' gives a role in this workspace");
        }
        if (roles.contains(OPERATOR)) {
            roles.add(Principal.ACT_FOR);
        }
        return new Checked.Of(new Principal(Kind.PERSON, id.get(), roles, Optional.empty()));
    }

    private List<String> groups(JWTClaimsSet claims) {
        try {
            return Optional.ofNullable(claims.getStringListClaim(provider.claim()))
                    .orElse(List.of());
        } catch (ParseException e) {
            return text(claims, provider.claim()).stream().toList();
        }
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}
