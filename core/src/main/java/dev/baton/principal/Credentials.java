package dev.baton.principal;

import java.util.Map;
import java.util.Optional;

/**
 * How programs, and the people they act for, prove who they are.
 *
 * @param oidc who issues tokens
 * @param keys the key of each service of the workspace that has one, by its id; a reference, not the key itself
 */
public record Credentials(Optional<Oidc> oidc, Map<String, String> keys) {
    public static final Credentials NONE = new Credentials(Optional.empty(), Map.of());

    public Credentials {
        keys = Map.copyOf(keys);
    }

    /** Without any everybody who reaches the server has to be trusted. */
    public boolean isEmpty() {
        return oidc.isEmpty() && keys.isEmpty();
    }

    /**
     * An OpenID Connect provider.
     *
     * @param issuer its URL, exactly as it stands in its tokens
     * @param audience whom its tokens have to be meant for
     * @param id the claim that names the person
     * @param claim the claim that lists the groups
     * @param roles which role a group gives
     * @param customer the claim whose presence makes the token a customer's, with the customer's id
     */
    public record Oidc(
            String issuer,
            String audience,
            String id,
            String claim,
            Map<String, String> roles,
            Optional<String> customer) {
        public Oidc {
            roles = Map.copyOf(roles);
        }

        /** The same provider under the values of settings. */
        public Oidc resolved(String knownIssuer, String knownAudience) {
            return new Oidc(knownIssuer, knownAudience, id, claim, roles, customer);
        }
    }
}
