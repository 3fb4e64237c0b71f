package dev.baton.server.door;

import dev.baton.json.Json;
import dev.baton.server.fake.ApiClient;
import java.util.Optional;

/** A program that uses the API. */
final class ApiDoor implements DoorClient {
    private final ApiClient api;
    private final ApiClient service;

    ApiDoor(String url, String persona) {
        this.api = ApiClient.of(url);
        this.service = api.as(persona);
    }

    @Override
    public Reply submit(String contract, Json.Obj input, String key) {
        var answer = service.post("/api/handoffs/" + contract, Json.object("input", input), "Idempotency-Key", key);
        return answer.status() == 202 ? new Reply.Accepted(answer.textAt("id")) : new Reply.Refused(answer.text());
    }

    @Override
    public Optional<Shown> look(String handoff) {
        var answer = service.get("/api/handoffs/" + handoff);
        return answer.status() == 404 ? Optional.empty() : Optional.of(shown(answer));
    }

    @Override
    public Shown awaitEnd(String handoff) {
        var answer = service.get("/api/handoffs/" + handoff + "?wait=30s");
        return shown(answer);
    }

    private static Shown shown(ApiClient.Answer answer) {
        return new Shown(answer.textAt("state"), words(answer), answer.json().get("receipt"));
    }

    private static String words(ApiClient.Answer answer) {
        var asked = answer.json()
                .get("needs")
                .flatMap(needs -> needs.get("input"))
                .flatMap(input -> input.textAt("question"));
        return asked.orElseGet(() -> answer.textAt("message"));
    }

    @Override
    public void answer(String handoff, Json value) {
        service.post("/api/handoffs/" + handoff + "/input", Json.object("value", value));
    }

    @Override
    public void cancel(String handoff) {
        // services do not oversee runs; whoever handed it in calls it off
        service.post("/api/handoffs/" + handoff + "/cancel", Json.object());
    }

    @Override
    public void close() {
        api.close();
    }
}
