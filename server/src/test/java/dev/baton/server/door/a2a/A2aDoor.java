package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.server.door.DoorClient;
import dev.baton.server.fake.ApiClient;
import java.util.Optional;

/** Another agent, which hands work in by JSON-RPC. */
final class A2aDoor implements DoorClient {
    private final ApiClient http;
    private final A2aCalls calls;

    A2aDoor(String url, String persona) {
        this.http = ApiClient.of(url);
        this.calls = new A2aCalls(http.as(persona));
    }

    @Override
    public Reply submit(String contract, Json.Obj input, String key) {
        var params = Json.object("message", A2aCalls.handIn(contract, input, key))
                .with("configuration", Json.object("returnImmediately", Json.bool(true)));
        var answer = calls.call("SendMessage", params);
        return answer.get("error").isPresent()
                ? new Reply.Refused(answer.write())
                : new Reply.Accepted(A2aCalls.task(answer).textAt("id").orElseThrow());
    }

    @Override
    public Optional<Shown> look(String handoff) {
        var answer = calls.call("GetTask", Json.object("id", Json.text(handoff)));
        return A2aCalls.code(answer) == -32001 ? Optional.empty() : Optional.of(shown(A2aCalls.task(answer)));
    }

    /** The last thing that a stream tells. */
    @Override
    public Shown awaitEnd(String handoff) {
        var stream = calls.answer("SubscribeToTask", Json.object("id", Json.text(handoff)));
        if (!stream.header("content-type").startsWith("text/event-stream") && A2aCalls.code(stream.json()) != -32004) {
            throw new AssertionError("no stream: " + stream.text());
        }
        return look(handoff).orElseThrow();
    }

    private static Shown shown(Json task) {
        var receipt = task.get("artifacts")
                .flatMap(artifacts -> artifacts.asArray().getFirst().get("parts"))
                .flatMap(parts -> parts.asArray().getFirst().get("data"));
        var words = task.get("status")
                .flatMap(status -> status.get("message"))
                .flatMap(message -> message.get("parts"))
                .flatMap(parts -> parts.asArray().getFirst().textAt("text"))
                .orElse("");
        return new Shown(A2aCalls.state(task), words, receipt);
    }

    @Override
    public void answer(String handoff, Json value) {
        var message = A2aCalls.message("answer-to-" + handoff, Json.object("data", value))
                .with("taskId", handoff);
        calls.call("SendMessage", Json.object("message", message));
    }

    @Override
    public void cancel(String handoff) {
        calls.call("CancelTask", Json.object("id", Json.text(handoff)));
    }

    @Override
    public void close() {
        http.close();
    }
}
