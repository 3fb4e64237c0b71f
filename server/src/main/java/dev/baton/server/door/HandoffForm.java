package dev.baton.server.door;

import dev.baton.engine.HandoffView;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;

/** A handoff as JSON: the same at every door. */
public final class HandoffForm {
    private HandoffForm() {}

    public static Json.Obj of(HandoffView handoff) {
        var json = Json.object()
                .with("id", handoff.id())
                .with("run", handoff.run())
                .with("contract", handoff.contract().toString())
                .with("state", handoff.state().word())
                .with("message", handoff.message())
                .with("requester", handoff.requester())
                .with("subject", handoff.subject())
                .with("input", handoff.input())
                .with("submittedAt", Json.time(handoff.submittedAt()));
        if (handoff.needs().isPresent()) {
            json = json.with("needs", needs(handoff.needs().get()));
        }
        if (handoff.receipt().isPresent()) {
            json = json.with("receipt", receipt(handoff.receipt().get()));
        }
        return json.with("links", links(handoff));
    }

    public static Json.Obj links(HandoffView handoff) {
        return Json.object()
                .with("self", "/api/handoffs/" + handoff.id())
                .with("run", "/api/runs/" + handoff.run())
                .with("events", "/api/runs/" + handoff.run() + "/events");
    }

    private static Json.Obj needs(HandoffView.Needs needs) {
        return switch (needs) {
            case HandoffView.Needs.Approval approval ->
                Json.object("approval", JsonMapping.toJson(approval).without("kind"));
            case HandoffView.Needs.Input input ->
                Json.object("input", JsonMapping.toJson(input).without("kind"));
            case HandoffView.Needs.Resolution resolution ->
                Json.object("resolution", JsonMapping.toJson(resolution).without("kind"));
        };
    }

    public static Json.Obj receipt(Receipt receipt) {
        return receipt.toJson();
    }
}
