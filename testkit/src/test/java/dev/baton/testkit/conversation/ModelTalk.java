package dev.baton.testkit.conversation;

import dev.baton.assistant.AssistantDefinition;
import dev.baton.assistant.ConversationEvent;
import dev.baton.assistant.WordSimilarity;
import dev.baton.engine.ConversationDesk;
import dev.baton.engine.Conversations.Listener;
import dev.baton.engine.Conversations.Turn;
import dev.baton.event.EventStore;
import dev.baton.event.StreamId;
import dev.baton.handoff.Contract;
import dev.baton.knowledge.Knowledge;
import dev.baton.knowledge.Knowledge.Passage;
import dev.baton.model.ChatModel;
import dev.baton.model.Models;
import dev.baton.testkit.InMemoryEventStore;
import dev.baton.testkit.SettableClock;
import dev.baton.testkit.model.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Anna talks with an assistant that has a model, on a log in memory. */
final class ModelTalk {
    final EventStore store = new InMemoryEventStore();
    final FakeHandoffs handoffs = new FakeHandoffs();
    final FakeRuns runs = new FakeRuns(handoffs);
    final FakeOrders orders = new FakeOrders();
    final ScriptedModel model = new ScriptedModel();
    final List<Passage> documents = new ArrayList<>(
            List.of(new Passage("help-center", "Returns", "returns.md", "You have 30 days. Call 0800-123456.", 0.9)));
    /** What was heard while a reply was made. */
    final List<String> heard = new ArrayList<>();

    private final AtomicInteger ids = new AtomicInteger();
    private final AssistantDefinition assistant;
    private final List<Contract> contracts;
    final ConversationDesk desk;
    final String conversation;

    ModelTalk() {
        this(ConversationDeskTest.ASSISTANT, List.of(ConversationDeskTest.CONTRACT));
    }

    ModelTalk(AssistantDefinition assistant, List<Contract> contracts) {
        this.assistant = assistant;
        this.contracts = contracts;
        this.desk = desk(model);
        this.conversation = desk.open("support", ConversationDeskTest.ANNA).orElseThrow();
    }

    /** Another node on the same log. */
    ConversationDesk desk(ChatModel other) {
        Knowledge knowledge =
                (collections, text, reader, limit) -> collections.isEmpty() ? List.of() : List.copyOf(documents);
        return new ConversationDesk(new ConversationDesk.Workplace(
                store,
                handoffs,
                runs,
                orders,
                knowledge,
                new WordSimilarity(),
                name -> Optional.of(assistant).filter(it -> it.name().equals(name)),
                name -> contracts.stream()
                        .filter(contract -> contract.id().name().equals(name))
                        .findFirst(),
                new SettableClock(),
                () -> "id-" + ids.incrementAndGet(),
                () -> "00112233445566778899aabbccddeeff",
                Duration.ofSeconds(5),
                Models.of(other)));
    }

    Turn.Replied say(String text) {
        return say(text, Optional.empty());
    }

    Turn.Replied say(String text, Optional<String> clientId) {
        Listener listener = heard::add;
        heard.clear();
        return (Turn.Replied) desk.say(conversation, ConversationDeskTest.ANNA, text, clientId, listener);
    }

    String heard() {
        return String.join("", heard).strip();
    }

    List<ConversationEvent> events() {
        return store.read(StreamId.of("conversation", conversation), 0).stream()
                .map(event -> ConversationEvent.read(
                        event.type(), event.event().contents().orElseThrow().payload()))
                .toList();
    }

    <T extends ConversationEvent> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
