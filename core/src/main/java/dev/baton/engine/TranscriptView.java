package dev.baton.engine;

import dev.baton.assistant.Citation;
import dev.baton.assistant.ConversationEvent;
import dev.baton.assistant.ConversationState;
import dev.baton.engine.Conversations.Card;
import dev.baton.engine.Conversations.Message;
import dev.baton.engine.Conversations.Proposal;
import dev.baton.engine.Conversations.Source;
import dev.baton.engine.Conversations.Transcript;
import dev.baton.engine.Conversations.Turn;
import dev.baton.model.ModelReply.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Shows a conversation as its log says it, with the cards as the handoffs stand now. */
final class TranscriptView {
    private final ConversationLog.Loaded loaded;
    private final Function<String, Optional<HandoffView>> handoffs;

    TranscriptView(ConversationLog.Loaded loaded, Function<String, Optional<HandoffView>> handoffs) {
        this.loaded = loaded;
        this.handoffs = handoffs;
    }

    Transcript transcript() {
        var start = loaded.state().start().orElseThrow();
        return new Transcript(
                loaded.stream().id(),
                start.assistant(),
                start.with().reference(),
                messages(),
                cards(),
                proposal(loaded.state()),
                messages().stream()
                        .filter(message -> message.role().equals("assistant"))
                        .reduce((first, second) -> second)
                        .map(Message::offline)
                        .orElse(false));
    }

    /** What the turn that ended with this message gave. */
    Turn.Replied turn(String message) {
        var reply = messages().stream()
                .filter(said -> said.id().equals(message))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(loaded.stream() + " lacks its message " + message));
        var told = cardsByMessage().getOrDefault(message, List.of()).stream()
                .flatMap(handoff -> handoffs.apply(handoff).stream())
                .toList();
        return new Turn.Replied(reply, told, proposal(loaded.state()), usage(message));
    }

    /** What models read and wrote for an answer. */
    private Usage usage(String reply) {
        var heard = loaded.events().stream()
                .filter(event -> event instanceof ConversationEvent.Said said
                        && said.message().equals(reply))
                .findFirst()
                .flatMap(event -> ((ConversationEvent.Said) event).replyTo());
        return loaded.events().stream()
                .filter(event -> event instanceof ConversationEvent.ModelCalled called
                        && heard.equals(Optional.of(called.message())))
                .map(event -> ((ConversationEvent.ModelCalled) event).call().usage())
                .reduce(Usage.NONE, Usage::plus);
    }

    private List<Message> messages() {
        var messages = new ArrayList<Message>();
        for (var entry : loaded.entries()) {
            switch (entry.event()) {
                case ConversationEvent.Heard heard ->
                    messages.add(new Message(heard.message(), "customer", heard.text(), List.of(), entry.at(), false));
                case ConversationEvent.Said said ->
                    messages.add(new Message(
                            said.message(),
                            "assistant",
                            said.text(),
                            sources(said.sources()),
                            entry.at(),
                            said.offline()));
                default -> {}
            }
        }
        return List.copyOf(messages);
    }

    private static List<Source> sources(List<Citation> citations) {
        return citations.stream()
                .map(citation -> new Source(citation.title(), citation.location(), citation.excerpt()))
                .toList();
    }

    private List<Card> cards() {
        var cards = new ArrayList<Card>();
        cardsByMessage()
                .forEach((message, ids) -> ids.forEach(
                        id -> handoffs.apply(id).ifPresent(handoff -> cards.add(new Card(message, handoff)))));
        return List.copyOf(cards);
    }

    private Map<String, List<String>> cardsByMessage() {
        var cards = new LinkedHashMap<String, List<String>>();
        for (var entry : loaded.entries()) {
            switch (entry.event()) {
                case ConversationEvent.HandedOff done ->
                    cards.computeIfAbsent(done.message(), m -> new ArrayList<>())
                            .add(done.handoff());
                case ConversationEvent.CardShown shown ->
                    cards.computeIfAbsent(shown.message(), m -> new ArrayList<>())
                            .add(shown.handoff());
                default -> {}
            }
        }
        return cards;
    }

    static Optional<Proposal> proposal(ConversationState state) {
        return state.proposal()
                .map(open -> new Proposal(
                        open.draft(), open.contract().toString(), open.input(), open.digest(), open.summary()));
    }
}
