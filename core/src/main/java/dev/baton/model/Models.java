package dev.baton.model;

import java.util.Optional;

/** The models of a workspace and what they are told, as they are now. */
public interface Models {

    /** Nobody to ask: playbooks run and assistants fill forms all the same. */
    Models NONE = role -> Optional.empty();

    /** The model for a role; it may be several that stand in for each other. */
    Optional<ChatModel> of(ModelRole role);

    default Prompts prompts() {
        return Prompts.SHIPPED;
    }

    /** Whether events keep what models were asked and answered; without it only what it took. */
    default boolean recordsContent() {
        return false;
    }

    /** One model for everything. */
    static Models of(ChatModel model) {
        return role -> Optional.of(model);
    }
}
