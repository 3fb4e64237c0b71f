package dev.baton.testkit.model;

import dev.baton.model.ChatModel;

/** A model whose provider answers what a test says, each answer once and in this order. */
public interface ModelCase extends AutoCloseable {
    ChatModel model();

    /** How often the provider was asked. */
    int asked();

    @Override
    void close();
}
