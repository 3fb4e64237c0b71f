package dev.baton.model;

import java.util.List;
import java.util.Optional;

/**
 * What a model is asked.
 *
 * @param prompt who speaks, for the records and for what is charged
 * @param messages oldest first
 * @param tools that the model may ask to be called; the caller decides whether any is
 * @param form the JSON that the reply has to be, instead of text
 * @param mostTokens how long the reply may become
 */
public record ModelRequest(
        Prompt.Id prompt,
        List<ModelMessage> messages,
        List<ToolOffer> tools,
        Optional<OutputForm> form,
        Optional<Integer> mostTokens) {

    public ModelRequest {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a model is asked with at least one message");
        }
        if (mostTokens.orElse(1) < 1) {
            throw new IllegalArgumentException("a reply has at least one token, not " + mostTokens.get());
        }
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** A request for text. */
    public static ModelRequest of(Prompt.Id prompt, List<ModelMessage> messages) {
        return new ModelRequest(prompt, messages, List.of(), Optional.empty(), Optional.empty());
    }

    public ModelRequest withTools(List<ToolOffer> offered) {
        return new ModelRequest(prompt, messages, offered, form, mostTokens);
    }

    public ModelRequest withForm(OutputForm wanted) {
        return new ModelRequest(prompt, messages, tools, Optional.of(wanted), mostTokens);
    }

    public ModelRequest withMostTokens(int most) {
        return new ModelRequest(prompt, messages, tools, form, Optional.of(most));
    }
}
