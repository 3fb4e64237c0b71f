package dev.baton.models;

import dev.baton.assistant.AssistantDefinition;
import dev.baton.assistant.Briefing;
import dev.baton.assistant.ConversationEvent;
import dev.baton.assistant.ConversationEvent.FormOpened;
import dev.baton.assistant.ConversationEvent.HandoffProposed;
import dev.baton.assistant.ConversationEvent.Said;
import dev.baton.assistant.ConversationEvent.Started;
import dev.baton.assistant.ConversationState;
import dev.baton.assistant.Dialogue;
import dev.baton.assistant.ReadRequest;
import dev.baton.assistant.Reading;
import dev.baton.assistant.Similarity;
import dev.baton.assistant.Topic;
import dev.baton.handoff.ContractId;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.knowledge.Knowledge;
import dev.baton.principal.Principal;
import dev.baton.workspace.Workspace;
import dev.baton.workspace.WorkspaceLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The shop's own assistant, contract and documents, with orders that this test makes up. */
final class Shop {
    static final Principal CUSTOMER = Principal.of(Principal.Kind.CUSTOMER, "CUS-0001");
    private static final Json ORDER = Json.parse("""
            {"id":"ORD-100234","customerId":"CUS-0001","status":"delivered","totalMinor":8000,"currency":"EUR",
             "deliveredAt":"2026-01-07T10:00:00Z","items":[{"sku":"LAMP","name":"Glass lamp","quantity":1}]}
            """);

    private final AssistantDefinition assistant;
    private final Dialogue dialogue;
    private final Knowledge knowledge;

    Shop(Similarity similarity, Knowledge knowledge) {
        var workspace = workspace();
        this.knowledge = knowledge;
        assistant = workspace.assistants().values().iterator().next();
        var contracts = assistant.contracts().stream()
                .flatMap(name -> workspace.contract(name).stream())
                .toList();
        dialogue = new Dialogue(Briefing.of(assistant, contracts), similarity, true);
    }

    static Workspace workspace() {
        return WorkspaceLoader.load(Path.of("../examples/shop")).workspace();
    }

    /** What one message, the first of a conversation, leads to. */
    Turn hear(String text) {
        var state = ConversationState.of(List.of(new Started(assistant.name(), CUSTOMER)));
        return hear(state, text);
    }

    Turn hear(ConversationState state, String text) {
        var message = new Dialogue.Message(text, Optional.empty());
        var heard = dialogue.understand(state, message);
        var readings = new HashMap<ReadRequest, Reading>();
        dialogue.reads(state, heard).forEach(request -> readings.put(request, read(request)));
        return new Turn(text, state, dialogue.reply(state, message, heard, readings, "draft"));
    }

    private Reading read(ReadRequest request) {
        return switch (request) {
            case ReadRequest.Look look -> look(look);
            case ReadRequest.Search search ->
                new Reading.Passages(knowledge.search(assistant.knowledge(), search.text(), CUSTOMER, 3));
            case ReadRequest.Follow follow ->
                new Reading.Standing(
                        follow.handoff(),
                        new ContractId("damaged-order", 1),
                        HandoffState.WORKING,
                        "We are on it",
                        Json.object(),
                        Optional.empty(),
                        Optional.empty());
        };
    }

    private static Reading look(ReadRequest.Look look) {
        if (look.tool().operation().equals("list")) {
            return new Reading.Found(Json.array(ORDER));
        }
        return look.args().textAt("orderId").equals(Optional.of("ORD-100234"))
                ? new Reading.Found(ORDER)
                : new Reading.NotFound();
    }

    /** The events that a message led to. */
    record Turn(String text, ConversationState before, List<ConversationEvent> events) {
        String said() {
            return events.getLast() instanceof Said said ? said.text() : "";
        }

        ConversationState after() {
            var state = before;
            for (var event : events) {
                state = state.after(event);
            }
            return state;
        }

        Optional<HandoffProposed> proposal() {
            return after().proposal();
        }

        boolean isClaim() {
            return events.stream()
                    .anyMatch(event -> event instanceof FormOpened opened && opened.topic() instanceof Topic.Handoff);
        }

        boolean isAnswer(String name) {
            return events.stream()
                    .anyMatch(event ->
                            event instanceof FormOpened opened && opened.topic().equals(new Topic.Question(name)));
        }

        boolean cites(String page) {
            return events.getLast() instanceof Said said
                    && said.sources().stream()
                            .anyMatch(source -> source.location().contains(page));
        }

        @Override
        public String toString() {
            return "“" + text + "” → " + said().replace('\n', ' ');
        }
    }
}
