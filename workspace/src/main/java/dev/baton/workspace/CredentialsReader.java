package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.principal.Credentials;
import dev.baton.principal.Principal;
import dev.baton.principal.Principal.Kind;
import java.util.Map;
import java.util.Optional;

/** Reads how programs prove who they are: {@code oidc} and {@code keys} of the people file. */
final class CredentialsReader {
    private static final String SUBJECT = "sub";
    private static final String GROUPS = "groups";

    private CredentialsReader() {}

    static Credentials read(Fields fields, Map<String, Principal> personas) {
        return new Credentials(fields.child("oidc").flatMap(CredentialsReader::oidc), keys(fields, personas));
    }

    private static Optional<Credentials.Oidc> oidc(Fields fields) {
        var issuer = setting(fields, "issuer");
        var audience = setting(fields, "audience");
        var id = fields.optionalText("id").orElse(SUBJECT);
        var claim = fields.optionalText("claim").orElse(GROUPS);
        var roles = fields.textsByName("roles");
        var customer = fields.optionalText("customer");
        return fields.endWith(() -> new Credentials.Oidc(issuer, audience, id, claim, roles, customer));
    }

    private static Map<String, String> keys(Fields fields, Map<String, Principal> personas) {
        var keys = fields.textsByName("keys");
        keys.forEach((id, reference) -> {
            if (!PeopleReader.SECRET.matcher(reference).matches()) {
                fields.problem("keys", "the key of '" + id + "' does not belong in a file; write ${secret.NAME}");
            }
            var owner = Optional.ofNullable(personas.get(id));
            if (owner.filter(it -> it.kind() == Kind.SERVICE).isEmpty()) {
                fields.problem(
                        "keys",
                        "'" + id + "' has a key, so it has to be a service of 'people', as in " + id
                                + ": {kind: service}" + Fields.suggestion(id, services(personas)));
            }
        });
        return keys;
    }

    private static Iterable<String> services(Map<String, Principal> personas) {
        return personas.values().stream()
                .filter(it -> it.kind() == Kind.SERVICE)
                .map(Principal::id)
                .toList();
    }

    private static String setting(Fields fields, String name) {
        var text = fields.text(name);
        Settings.problemOf(text, "config").ifPresent(problem -> fields.problem(name, problem));
        return text;
    }
}
