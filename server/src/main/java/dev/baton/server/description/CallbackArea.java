package dev.baton.server.description;

import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.named;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.time;
import static dev.baton.server.description.Shapes.told;
import static dev.baton.server.description.Shapes.words;

import dev.baton.engine.CallbackView;
import dev.baton.engine.MessageView;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is told of a handoff, and what was not taken. */
final class CallbackArea implements Area {
    private static final String TAG = "callbacks";
    private static final String OF_HANDOFF = "/api/handoffs/{id}/callbacks";

    @Override
    public Map<String, Json.Obj> schemas() {
        var all = new LinkedHashMap<String, Json.Obj>();
        all.put(
                "CallbackMessage",
                Shape.of(MessageView.class)
                        .has("state", words(MessageView.State.class))
                        .closed());
        all.put(
                "Callback",
                Shape.of(CallbackView.class)
                        .has("waiting", list(named("CallbackMessage")))
                        .closed());
        all.put(
                "CallbackWish",
                Shape.of()
                        .has("url", told(text(), "where it is told, in the form of Standard Webhooks"))
                        .closed());
        all.put(
                "HandoffTold",
                told(
                        Shape.of()
                                .has("type", words(HandoffState.class, state -> "handoff." + state.word()))
                                .has("timestamp", time())
                                .has("data", named("Handoff"))
                                .closed(),
                        "A state of a handoff, and the handoff as it was then."));
        return all;
    }

    /** What receivers are sent, by its name. */
    static Json.Obj webhooks() {
        var post = Json.object("operationId", Json.text("handoffTold"))
                .with("tags", Json.array(Json.text(TAG)))
                .with("summary", "Tells a receiver of a handoff, in the form of Standard Webhooks.")
                .with(
                        "parameters",
                        Json.array(
                                signature("webhook-id", "The same for every attempt at the same message."),
                                signature("webhook-timestamp", "When it was sent, in seconds since 1970."),
                                signature("webhook-signature", "One of each secret in force, as v1,BASE64.")))
                .with(
                        "requestBody",
                        Json.object("required", Json.bool(true))
                                .with("content", Json.object(Media.JSON, Json.object("schema", named("HandoffTold")))))
                .with(
                        "responses",
                        Json.object("2XX", answer("It is taken."))
                                .with("410", answer("Nothing more is sent to this URL for this handoff."))
                                .with("default", answer("It is sent again, later where Retry-After says so.")));
        return Json.object("handoff", Json.object("post", post));
    }

    private static Json.Obj signature(String header, String description) {
        return Json.object("name", Json.text(header))
                .with("in", "header")
                .with("required", Json.bool(true))
                .with("description", description)
                .with("schema", text());
    }

    private static Json.Obj answer(String description) {
        return Json.object("description", Json.text(description));
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(
                                "/api/callbacks",
                                "listCallbackMessages",
                                TAG,
                                "Messages that were not taken, newest first.")
                        .query("state", words(List.of("retrying", "dead")), "Only those in this state.")
                        .query("limit", Listings.limit(), Listings.LIMIT)
                        .answers(200, "The messages.", list(named("CallbackMessage"))),
                Operation.post("/api/callbacks/{id}/resend", "resendCallbackMessage", TAG, "Sends a message again.")
                        .answers(202, "The message, which is sent soon.", named("CallbackMessage"))
                        .refuses(409),
                Operation.get(OF_HANDOFF, "listCallbacks", TAG, "Who is told of a handoff.")
                        .answers(200, "The subscriptions.", list(named("Callback"))),
                Operation.post(OF_HANDOFF, "registerCallback", TAG, "Has somebody told of a handoff.")
                        .body(named("CallbackWish"))
                        .answers(201, "The subscription.", named("Callback")),
                Operation.delete(OF_HANDOFF + "/{subscription}", "removeCallback", TAG, "Has nobody told any more.")
                        .answers(200, "The subscription that was.", named("Callback")));
    }
}
