package dev.baton.principal;

import java.util.Map;
import java.util.Optional;

/** The personas that a workspace knows, by id. */
public record People(Map<String, Principal> personas) {
    public People {
        personas = Map.copyOf(personas);
    }

    public Optional<Principal> find(String id) {
        return Optional.ofNullable(personas.get(id));
    }
}
