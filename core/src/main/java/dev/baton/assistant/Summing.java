package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.Summarised;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import dev.baton.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A summary of the older part of a conversation that is to be made. It covers what was said; what is prepared, proposed
 * and handed off is not in what was said, and so cannot be lost by it.
 *
 * @param upTo the last message that it covers
 */
public record Summing(ModelRequest request, String upTo) {
    private static final int LONGEST = 2_000;
    private static final int MOST_TOKENS = 500;
    private static final int KEPT = 2;

    /**
     * Empty when there is nothing that could be left out.
     *
     * @param window how many tokens the request may have
     * @param excess by how many tokens less the rest has to be
     */
    static Optional<Summing> of(History history, Prompt prompt, int window, int excess) {
        var recent = history.recent();
        var covered = new ArrayList<History.Line>();
        var size = 0;
        var gained = 0;
        for (var line : recent.subList(0, Math.max(0, recent.size() - KEPT))) {
            var tokens = RequestSize.of(line.text()) + KEPT;
            var isEnough = gained >= excess + window / 4;
            if (isEnough || size + tokens > window / 2) {
                break;
            }
            covered.add(line);
            size += tokens;
            gained += tokens;
        }
        return covered.isEmpty()
                ? Optional.empty()
                : Optional.of(new Summing(
                        request(history.summary(), covered, prompt),
                        covered.getLast().message()));
    }

    private static ModelRequest request(Optional<Summarised> before, List<History.Line> covered, Prompt prompt) {
        var text = new StringBuilder();
        before.ifPresent(summary -> text.append("Summary of what came before: ")
                .append(summary.text())
                .append("\n\n"));
        covered.forEach(line -> text.append(line.byPerson() ? "Person: " : "Assistant: ")
                .append(line.text().replaceAll("\\s*\\R\\s*", " "))
                .append('\n'));
        var messages = List.<ModelMessage>of(
                new ModelMessage.Instructions(prompt.text()), new ModelMessage.User(text.toString()));
        return ModelRequest.of(prompt.id(), messages).withMostTokens(MOST_TOKENS);
    }

    /** What was made of it; nothing when the model said nothing. */
    public Optional<Summarised> made(ModelReply reply) {
        var text = reply.text().strip();
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Summarised(upTo, text.substring(0, Math.min(text.length(), LONGEST))));
    }
}
