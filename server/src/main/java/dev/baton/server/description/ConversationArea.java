package dev.baton.server.description;

import static dev.baton.server.description.Shapes.flag;
import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.named;
import static dev.baton.server.description.Shapes.object;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.told;

import dev.baton.engine.Conversations;
import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Talking with an assistant. */
final class ConversationArea implements Area {
    private static final String TAG = "conversations";
    private static final String CONVERSATION = "/api/conversations/{id}";

    @Override
    public Map<String, Json.Obj> schemas() {
        var all = new LinkedHashMap<String, Json.Obj>();
        all.put("Source", Shape.of(Conversations.Source.class).closed());
        all.put(
                "Message",
                Shape.of(Conversations.Message.class)
                        .has("sources", list(named("Source")))
                        .closed());
        all.put(
                "Proposal",
                told(
                        Shape.of(Conversations.Proposal.class)
                                .has("input", object())
                                .closed(),
                        "What would be handed in; its digest confirms exactly this."));
        all.put(
                "Turn",
                Shape.of()
                        .has("message", told(text(), "the id of the reply"))
                        .has("reply", text())
                        .has("sources", list(named("Source")))
                        .has("offline", told(flag(), "whether no model could be asked"))
                        .has("handoffs", HandoffArea.handoffs())
                        .mayHave("proposal", named("Proposal"))
                        .closed());
        all.put(
                "Transcript",
                Shape.of()
                        .has("id", text())
                        .has("assistant", text())
                        .has("with", text())
                        .has("offline", flag())
                        .has("messages", list(named("Message")))
                        .has(
                                "cards",
                                list(Shape.of()
                                        .has("afterMessage", text())
                                        .has("handoff", named("Handoff"))
                                        .closed()))
                        .mayHave("proposal", named("Proposal"))
                        .closed());
        return all;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post("/api/conversations", "openConversation", TAG, "Begins a conversation.")
                        .body(Shape.of()
                                .has("assistant", text())
                                .mayHave("as", told(text(), "a customer as whom the developer tries it out"))
                                .closed())
                        .answersAt(201, "Its id.", Shape.of().has("id", text()).closed())
                        .refuses(404),
                Operation.get(CONVERSATION, "getConversation", TAG, "What was said.")
                        .answers(200, "The transcript.", named("Transcript")),
                Operation.post(CONVERSATION + "/messages", "say", TAG, "Says something.")
                        .body(Shape.of()
                                .has("text", text().with("pattern", "\\S"))
                                .mayHave("clientId", told(text(), "the same one is heard once"))
                                .closed())
                        .answersWithEvents(
                                "The reply. As events: pieces (delta), pieces so far are void (again), each handoff"
                                        + " (card), and the whole (end).",
                                named("Turn"),
                                events())
                        .refuses(409),
                Operation.post(
                                CONVERSATION + "/proposals/{draft}/confirm",
                                "confirmProposal",
                                TAG,
                                "Says yes to exactly what was proposed.")
                        .body(Shape.of()
                                .has("digest", text().with("pattern", "^[0-9a-f]{64}$"))
                                .closed())
                        .answers(200, "The reply.", named("Turn"))
                        .refuses(409));
    }

    private static Map<String, Json.Obj> events() {
        return Map.of(
                "delta", Shape.of().has("text", text()).closed(),
                "again", Shape.of().closed(),
                "card", named("Handoff"),
                "end", named("Turn"));
    }
}
