package dev.baton.assistant;

import dev.baton.assistant.AssistantDefinition.Answer;
import dev.baton.assistant.AssistantDefinition.FieldCheck;
import dev.baton.assistant.ConversationEvent.HandoffProposed;
import dev.baton.assistant.ConversationEvent.ProposalConfirmed;
import dev.baton.assistant.ConversationEvent.Said;
import dev.baton.assistant.ConversationEvent.Started;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.knowledge.Knowledge.Passage;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A customer of a small shop talking with its assistant, with nothing behind the dialogue but what a test sets. */
final class ShopTalk {
    static final Principal CUSTOMER = Principal.of(Principal.Kind.CUSTOMER, "CUS-0001");
    static final Contract CONTRACT = contract(true);
    static final AssistantDefinition ASSISTANT = new AssistantDefinition(
            "support",
            "Takes claims and answers questions",
            List.of(ToolName.parse("orders.get")),
            List.of("help-center"),
            List.of("damaged-order"),
            Map.of(
                    "orderId",
                    new FieldCheck(
                            ToolName.parse("orders.get"),
                            Json.object("orderId", Json.text("${value}")),
                            "I found ${value}: ${result.item}.",
                            "I cannot find an order ${value} of yours.")),
            List.of(new Answer(
                    "where-is-my-order",
                    List.of("Where is my order?", "When will my parcel arrive?"),
                    ToolName.parse("orders.get"),
                    Json.parse(
                                    "{\"orderId\":{\"type\":\"string\",\"pattern\":\"^ORD-[0-9]{6}$\",\"x-ask\":\"Which order do you mean?\"}}")
                            .asObject(),
                    Json.object("orderId", Json.text("${orderId}")),
                    "Order ${orderId} is ${result.status}.")),
            List.of(),
            "Be brief.");

    final Map<String, Json> orders = new HashMap<>(Map.of(
            "ORD-100234", Json.parse("{\"item\":\"Glass lamp\",\"status\":\"delivered\"}"),
            "ORD-100235", Json.parse("{\"item\":\"Vase\",\"status\":\"shipped\"}")));
    final List<ConversationEvent> events = new ArrayList<>(List.of(new Started("support", CUSTOMER)));
    Optional<Passage> passage = Optional.empty();
    boolean ordersAreDown = false;
    private final Dialogue dialogue;
    private final Briefing briefing;
    private int drafts;

    ShopTalk() {
        this(CONTRACT);
    }

    ShopTalk(Contract contract) {
        briefing = Briefing.of(ASSISTANT, List.of(contract));
        dialogue = new Dialogue(briefing, new WordSimilarity(), true);
    }

    static Contract contract(boolean confirm) {
        return new Contract(
                new ContractId("damaged-order", 1),
                "Something arrived broken",
                List.of("assistant:support"),
                Optional.empty(),
                confirm,
                Json.parse("""
                        {"type":"object","required":["customerId","orderId","issue","wish"],"properties":{
                          "customerId":{"type":"string","x-trusted":true},
                          "orderId":{"type":"string","title":"Order","pattern":"^ORD-[0-9]{6}$","x-ask":"Which order is it?","x-hint":"An order number looks like ORD-100234."},
                          "issue":{"enum":["damaged","wrong-item","missing-part"],"x-ask":"What happened to it?","x-words":{
                            "damaged":["broken","broke","cracked","smashed","in pieces"],
                            "wrong-item":["not what I ordered","different item"],"missing-part":["missing","incomplete"]}},
                          "wish":{"enum":["refund","replacement"],"x-ask":"Would you like your money back or a replacement?","x-words":{
                            "refund":["money back","reimburse"],"replacement":["replace","new one","exchange"]}},
                          "photos":{"type":"array","items":{"type":"string","format":"uri"}}}}
                        """).asObject(),
                Json.object(),
                Map.of(),
                List.of("My order arrived damaged", "The glass was broken when I opened the box"),
                Map.of());
    }

    ConversationState state() {
        return ConversationState.of(events);
    }

    /** One turn; gives what the assistant said, or nothing when a confirmed handoff waits to be submitted. */
    String say(String text) {
        var message = new Dialogue.Message(text, Optional.empty());
        var state = state();
        var heard = dialogue.understand(state, message);
        var readings = new HashMap<ReadRequest, Reading>();
        dialogue.reads(state, heard).forEach(request -> readings.put(request, read(request)));
        var turn = dialogue.reply(state, message, heard, readings, "draft-" + ++drafts);
        events.addAll(turn);
        return turn.getLast() instanceof Said said ? said.text() : "";
    }

    String end(Outcome outcome) {
        var turn = Ending.of(state(), outcome, Optional.of(briefing), "draft-" + ++drafts, true);
        events.addAll(turn);
        return ((Said) turn.getLast()).text();
    }

    String handedOff() {
        return end(new Outcome.Started("handoff-1", "run-1", "We are checking your order"));
    }

    private Reading read(ReadRequest request) {
        return switch (request) {
            case ReadRequest.Look look -> look(look);
            case ReadRequest.Search ignored ->
                new Reading.Passages(passage.stream().toList());
            case ReadRequest.Follow follow ->
                new Reading.Standing(
                        follow.handoff(),
                        CONTRACT.id(),
                        HandoffState.WORKING,
                        "We are checking your order",
                        Json.object(),
                        Optional.empty(),
                        Optional.empty());
        };
    }

    private Reading look(ReadRequest.Look look) {
        if (ordersAreDown) {
            return new Reading.NotNow();
        }
        return Optional.ofNullable(orders.get(look.args().textAt("orderId").orElse("")))
                .<Reading>map(Reading.Found::new)
                .orElse(new Reading.NotFound());
    }

    HandoffProposed proposal() {
        return state().proposal()
                .orElseThrow(() -> new AssertionError("nothing is proposed; the last thing said: " + lastSaid()));
    }

    boolean isConfirmed() {
        return events.getLast() instanceof ProposalConfirmed;
    }

    String lastSaid() {
        return events.reversed().stream()
                .flatMap(event -> event instanceof Said said
                        ? java.util.stream.Stream.of(said.text())
                        : java.util.stream.Stream.empty())
                .findFirst()
                .orElse("");
    }

    static Json.Obj claim(String order, String issue, String wish) {
        return Json.object("customerId", Json.text("CUS-0001"))
                .with("orderId", order)
                .with("issue", issue)
                .with("wish", wish);
    }
}
