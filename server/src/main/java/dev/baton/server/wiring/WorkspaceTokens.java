package dev.baton.server.wiring;

import dev.baton.principal.Credentials;
import dev.baton.principal.People;
import dev.baton.principal.Principal;
import dev.baton.server.identity.KeyTokens;
import dev.baton.server.identity.OidcTokens;
import dev.baton.server.identity.Tokens;
import dev.baton.workspace.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways in which a workspace has tokens checked, with the values that its people file refers to. */
final class WorkspaceTokens {
    private WorkspaceTokens() {}

    /**
     * @throws Settings.SettingException when a value that the file refers to is not there
     * @throws IllegalArgumentException when a key is of no use
     */
    static List<Tokens> of(People people, Settings settings) {
        var credentials = people.credentials();
        var tokens = new ArrayList<Tokens>();
        if (!credentials.keys().isEmpty()) {
            tokens.add(new KeyTokens(keys(people, settings)));
        }
        credentials
                .oidc()
                .map(oidc -> resolved(oidc, settings))
                .ifPresent(oidc -> tokens.add(new OidcTokens(oidc, people, InstantSource.system())));
        return List.copyOf(tokens);
    }

    private static Map<Principal, String> keys(People people, Settings settings) {
        var keys = new LinkedHashMap<Principal, String>();
        people.credentials()
                .keys()
                .forEach((id, reference) -> keys.put(people.find(id).orElseThrow(), settings.resolve(reference)));
        return keys;
    }

    private static Credentials.Oidc resolved(Credentials.Oidc oidc, Settings settings) {
        return oidc.resolved(settings.resolve(oidc.issuer()), settings.resolve(oidc.audience()));
    }
}
