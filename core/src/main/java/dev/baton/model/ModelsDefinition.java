package dev.baton.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models of a workspace and what each is used for.
 *
 * @param models by name, in the order of the file
 * @param roles for each role the models that stand in for each other, the first choice first
 * @param recordsContent whether records of calls hold what was said, and not only how much
 */
public record ModelsDefinition(
        Map<String, ModelDefinition> models, Map<ModelRole, List<String>> roles, boolean recordsContent) {
    public static final ModelsDefinition NONE = new ModelsDefinition(Map.of(), Map.of(), false);

    /** @throws IllegalArgumentException when a role names a model that is not there */
    public ModelsDefinition {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        var copy = new EnumMap<ModelRole, List<String>>(ModelRole.class);
        for (var role : roles.entrySet()) {
            for (var name : role.getValue()) {
                if (!models.containsKey(name)) {
                    throw new IllegalArgumentException("there is no model '" + name + "'");
                }
            }
            copy.put(role.getKey(), List.copyOf(role.getValue()));
        }
        roles = Collections.unmodifiableMap(copy);
    }

    public Optional<ModelDefinition> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /** All roles to one model. */
    public static ModelsDefinition of(ModelDefinition model) {
        var roles = new EnumMap<ModelRole, List<String>>(ModelRole.class);
        for (var role : ModelRole.values()) {
            roles.put(role, List.of(model.name()));
        }
        return new ModelsDefinition(Map.of(model.name(), model), roles, false);
    }
}
