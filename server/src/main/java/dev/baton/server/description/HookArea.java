package dev.baton.server.description;

import static dev.baton.server.description.Shapes.any;
import static dev.baton.server.description.Shapes.named;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.words;

import dev.baton.json.Json;
import dev.baton.server.description.Operation.Body;
import dev.baton.server.description.Operation.Door;
import java.util.List;
import java.util.Map;

/** Webhooks in. Which triggers there are is for their senders to know. */
final class HookArea implements Area {
    @Override
    public Map<String, Json.Obj> schemas() {
        return Map.of(
                "Delivered",
                Shape.of()
                        .has("outcome", words(List.of("started", "repeated")))
                        .has("id", text())
                        .has("contract", text())
                        .has("state", named("HandoffState"))
                        .has(
                                "links",
                                Shape.of()
                                        .has("self", text())
                                        .has("run", text())
                                        .has("events", text())
                                        .closed())
                        .closed(),
                "Known",
                Shape.of()
                        .has("outcome", words(List.of("repeated", "already-running", "ignored")))
                        .mayHave("id", text())
                        .mayHave("reason", text())
                        .closed());
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post("/hooks/{trigger}", "deliver", "hooks", "Delivers a signed event.")
                .at(Door.HOOK)
                .body(new Body(Map.of("*/*", any()), true))
                .answers(200, "Nothing else comes of it; no other attempt is needed.", named("Known"))
                .answersAt(202, "A handoff came of it, which is durable.", named("Delivered"))
                .refuses(422));
    }
}
