package dev.baton.model;

import java.util.List;
import java.util.Optional;

/**
 * How the models of a workspace are doing.
 *
 * @param models in the order of their file
 */
public record ModelsStatus(List<ModelStatus> models, List<RoleStatus> roles) {
    public static final ModelsStatus NONE = new ModelsStatus(List.of(), List.of());

    public ModelsStatus {
        models = List.copyOf(models);
        roles = List.copyOf(roles);
    }

    /**
     * Who serves a role.
     *
     * @param order the models that stand in for each other, the first choice first
     * @param asked the one that would be asked now; empty when there is none
     */
    public record RoleStatus(ModelRole role, List<String> order, Optional<String> asked) {
        public RoleStatus {
            order = List.copyOf(order);
        }

        /** Whether another than the first choice is asked, or none at all. */
        public boolean isStoodInFor() {
            return !asked.equals(order.stream().findFirst());
        }
    }
}
