package dev.baton.model;

import java.util.function.Consumer;

/** A language model. One call is one exchange; what was said before travels in the request. */
public interface ChatModel {

    /** The name that the workspace gave it. */
    String name();

    /**
     * Asks, and blocks until the reply is complete.
     *
     * @param text is given the pieces of the reply's text as they arrive, on the calling thread; together they are
     *     {@link ModelReply#text()}, unless the call fails
     * @throws ModelException when there is no usable reply
     * @throws InterruptedException when the caller gave up; the call is broken off
     */
    ModelReply chat(ModelRequest request, Consumer<String> text) throws InterruptedException;

    /** Asks for a whole reply at once. */
    default ModelReply chat(ModelRequest request) throws InterruptedException {
        return chat(request, piece -> {});
    }
}
