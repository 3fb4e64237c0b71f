package dev.baton.server.description;

import static dev.baton.server.description.Shapes.any;
import static dev.baton.server.description.Shapes.count;
import static dev.baton.server.description.Shapes.exactly;
import static dev.baton.server.description.Shapes.flag;
import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.named;
import static dev.baton.server.description.Shapes.nothing;
import static dev.baton.server.description.Shapes.oneOf;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.words;

import dev.baton.json.Json;
import dev.baton.server.description.Operation.Door;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assistants as models, in the form of OpenAI's API. */
final class ChatArea implements Area {
    private static final String TAG = "chat";

    @Override
    public Map<String, Json.Obj> schemas() {
        var all = new LinkedHashMap<String, Json.Obj>();
        all.put(
                "ChatModel",
                Shape.of()
                        .has("id", text())
                        .has("object", exactly("model"))
                        .has("created", count())
                        .has("owned_by", text())
                        .closed());
        all.put(
                "ChatUsage",
                Shape.of()
                        .has("prompt_tokens", count())
                        .has("completion_tokens", count())
                        .has("total_tokens", count())
                        .has(
                                "prompt_tokens_details",
                                Shape.of().has("cached_tokens", count()).closed())
                        .closed());
        all.put(
                "ChatOwn",
                Shape.of()
                        .has("conversation", text())
                        .has("offline", flag())
                        .has("sources", list(named("Source")))
                        .has("handoffs", HandoffArea.handoffs())
                        .mayHave("proposal", named("Proposal"))
                        .closed());
        all.put("ChatCompletion", completion());
        all.put("ChatChunk", chunk());
        return all;
    }

    private static Shape head(String object) {
        return Shape.of()
                .has("id", text())
                .has("object", exactly(object))
                .has("created", count())
                .has("model", text());
    }

    private static Json.Obj completion() {
        var message = Shape.of().has("role", exactly("assistant")).has("content", text());
        var choice = Shape.of()
                .has("index", count())
                .has("message", message.closed())
                .has("logprobs", nothing())
                .has("finish_reason", exactly("stop"));
        return head("chat.completion")
                .has("choices", list(choice.closed()))
                .has("usage", named("ChatUsage"))
                .has("baton", named("ChatOwn"))
                .closed();
    }

    private static Json.Obj chunk() {
        var delta = Shape.of().mayHave("role", exactly("assistant")).mayHave("content", text());
        var choice = Shape.of()
                .has("index", count())
                .has("delta", delta.closed())
                .has("logprobs", nothing())
                .has("finish_reason", oneOf(exactly("stop"), nothing()));
        return head("chat.completion.chunk")
                .has("choices", list(choice.closed()))
                .mayHave("usage", named("ChatUsage"))
                .mayHave("baton", named("ChatOwn"))
                .closed();
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/v1/models", "listAssistants", TAG, "The assistants.")
                        .at(Door.CHAT)
                        .answers(
                                200,
                                "Each as a model.",
                                Shape.of()
                                        .has("object", exactly("list"))
                                        .has("data", list(named("ChatModel")))
                                        .closed()),
                Operation.get("/v1/models/{name}", "getAssistant", TAG, "One assistant.")
                        .at(Door.CHAT)
                        .answers(200, "It as a model.", named("ChatModel")),
                Operation.post("/v1/chat/completions", "complete", TAG, "Says something to an assistant.")
                        .at(Door.CHAT)
                        .body(request())
                        .answersWithEvents(
                                "The answer, or with stream its chunks, after which comes [DONE].",
                                named("ChatCompletion"),
                                Map.of("message", oneOf(named("ChatChunk"), named("ChatError"))))
                        .refuses(404, 409));
    }

    /** Open, because settings that an assistant has of its own are passed over. */
    private static Json.Obj request() {
        var message = Shape.of()
                .has("role", words(List.of("user", "assistant", "system", "developer")))
                .mayHave("content", any());
        var own = Shape.of().mayHave("conversation", text()).mayHave("wait", text());
        return Shape.of()
                .has("model", text())
                .has("messages", list(message.open()).with("minItems", Json.number(1)))
                .mayHave("stream", oneOf(flag(), nothing()))
                .mayHave("stream_options", any())
                .mayHave("n", Json.object("const", Json.number(1)))
                .mayHave("user", any())
                .mayHave("baton", own.open())
                .open();
    }
}
