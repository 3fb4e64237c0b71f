package dev.baton.server.description;

import static dev.baton.server.description.Shapes.any;
import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.named;
import static dev.baton.server.description.Shapes.object;
import static dev.baton.server.description.Shapes.oneOf;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.time;
import static dev.baton.server.description.Shapes.told;
import static dev.baton.server.description.Shapes.words;

import dev.baton.engine.HandoffView;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Handing in, and what becomes of it. */
final class HandoffArea implements Area {
    static final String WAIT = "How long the answer may be held back until it has ended or waits for people: 30s, 500ms"
            + " or PT30S, at most 60s.";
    static final String KEY = "The same request with the same key is accepted once, whichever door it comes through.";

    private static final String TAG = "handoffs";
    private static final String PATH = "/api/handoffs/{id}";

    @Override
    public Map<String, Json.Obj> schemas() {
        var all = new LinkedHashMap<String, Json.Obj>();
        all.put("HandoffState", words(HandoffState.class, HandoffState::word));
        all.put("Receipt", receipt());
        all.put("Needs", needs());
        all.put("Handoff", handoff());
        all.put("Erased", erased());
        all.put(
                "ConflictProblem",
                Problems.shape()
                        .mayHave("handoff", text())
                        .mayHave("run", text())
                        .mayHave(
                                "links",
                                Shape.of()
                                        .has("handoff", text())
                                        .has("run", text())
                                        .closed())
                        .closed());
        all.put(
                "ArchivedProblem",
                Problems.shape()
                        .has("run", text())
                        .has("handoff", text())
                        .has("archivedAt", time())
                        .has("file", text())
                        .closed());
        return all;
    }

    private static Json.Obj receipt() {
        var ends = Arrays.stream(HandoffState.values())
                .filter(HandoffState::isTerminal)
                .map(HandoffState::word)
                .toList();
        return told(
                Shape.of(Receipt.class)
                        .has("state", words(ends))
                        .has("output", object())
                        .closed(),
                "The typed end of a handoff; output is what the contract promises, empty unless completed.");
    }

    private static Json.Obj needs() {
        return told(
                Shape.of()
                        .mayHave(
                                "approval",
                                Shape.of(HandoffView.Needs.Approval.class).closed())
                        .mayHave(
                                "input",
                                Shape.of(HandoffView.Needs.Input.class)
                                        .has("schema", object())
                                        .closed())
                        .mayHave(
                                "resolution",
                                Shape.of(HandoffView.Needs.Resolution.class).closed())
                        .closed()
                        .with("minProperties", Json.number(1))
                        .with("maxProperties", Json.number(1)),
                "What somebody has to do before it goes on.");
    }

    private static Json.Obj handoff() {
        return Shape.of()
                .has("id", text())
                .has("run", text())
                .has("contract", told(text(), "name@version"))
                .has("state", named("HandoffState"))
                .has("message", told(text(), "the state in the contract's words"))
                .has("requester", text())
                .has("subject", text())
                .has("input", object())
                .has("submittedAt", time())
                .mayHave("needs", named("Needs"))
                .mayHave("receipt", named("Receipt"))
                .has(
                        "links",
                        Shape.of()
                                .has("self", text())
                                .has("run", text())
                                .has("events", text())
                                .closed())
                .closed();
    }

    private static Json.Obj erased() {
        return told(
                Shape.of()
                        .has("id", text())
                        .has("run", text())
                        .has("handoff", text())
                        .has("state", named("HandoffState"))
                        .has("message", text())
                        .has("startedAt", time())
                        .has("endedAt", time())
                        .has("erasedAt", time())
                        .has("links", Shape.of().has("events", text()).closed())
                        .closed(),
                "What is left of a run whose contents were erased.");
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                submit(PATH, "submitHandoff", "Hands in under the contract named in the path, as name or name@version.")
                        .body(submission(any()))
                        .answersAt(202, "Accepted: it is durable.", named("Handoff")),
                Operation.get(PATH, "getHandoff", TAG, "How a handoff is, for whoever may look at it.")
                        .query("wait", text(), WAIT)
                        .answers(200, "The handoff, or what is left of it.", oneOf(named("Handoff"), named("Erased")))
                        .refusesWith(410, "ArchivedProblem"),
                Operation.post(PATH + "/input", "answerHandoff", TAG, "Answers what the agent asks the requester.")
                        .body(answer())
                        .answers(200, "The handoff as it is then.", named("Handoff"))
                        .refuses(409),
                Operation.post(PATH + "/cancel", "cancelHandoff", TAG, "Calls a handoff off.")
                        .optionalBody(Shape.of().mayHave("reason", text()).closed())
                        .answers(200, "The handoff as it is then.", named("Handoff"))
                        .refuses(409));
    }

    static Json.Obj submission(Json.Obj input) {
        return Shape.of()
                .has("input", input)
                .mayHave("callback", named("CallbackWish"))
                .closed();
    }

    static Json.Obj answer() {
        return Shape.of()
                .mayHave("question", told(text(), "the id of the question; without it the one that is open"))
                .has("value", told(any(), "what fits the question's schema"))
                .closed();
    }

    /** Everything about handing in but what goes in and comes out. */
    static Operation submit(String path, String id, String summary) {
        return Operation.post(path, id, TAG, summary)
                .header("Idempotency-Key", text().with("pattern", "^[!-~]{1,255}$"), KEY)
                .query("wait", text(), WAIT)
                .refusesWith(409, "ConflictProblem")
                .refuses(404);
    }

    static Json.Obj handoffs() {
        return list(named("Handoff"));
    }
}
