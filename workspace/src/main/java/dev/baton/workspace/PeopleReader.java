package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.principal.People;
import dev.baton.principal.Principal;
import dev.baton.principal.Principal.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code people.yaml}. Operators and services hand in work for customers as their daily business, so they get the
 * right to {@linkplain Principal#ACT_FOR act for others} without the file saying it.
 */
final class PeopleReader implements DefinitionReader<People> {
    static final String OPERATOR = "operator";

    private static final List<String> KINDS = List.of("person", "customer", "service");

    @Override
    public Optional<People> read(String name, Fields fields, String body) {
        fields.required("people");
        Map<String, Principal> personas = new LinkedHashMap<>();
        fields.childrenByName("people")
                .forEach((id, person) -> persona(id, person).ifPresent(sound -> personas.put(id, sound)));
        return fields.endWith(() -> new People(personas));
    }

    private static Optional<Principal> persona(String id, Fields fields) {
        var kind = fields.word("kind", KINDS)
                .map(word -> Kind.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Kind.PERSON);
        var roles = new LinkedHashSet<>(fields.texts("roles"));
        if (kind == Kind.CUSTOMER && !roles.isEmpty()) {
            fields.problem("roles", "a customer has no roles");
        }
        if (kind == Kind.SERVICE || roles.contains(OPERATOR)) {
            roles.add(Principal.ACT_FOR);
        }
        return fields.endWith(() -> new Principal(kind, id, roles, Optional.empty()));
    }
}
