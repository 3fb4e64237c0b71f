package dev.baton.server.door.chat;

import dev.baton.engine.Conversations;
import dev.baton.engine.HandoffView;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.model.ModelReply;
import dev.baton.server.door.HandoffForm;
import java.time.Instant;
import java.util.List;

/**
 * Answers in the forms of the API: a completion, or chunks of one. What Baton adds stands under {@code baton}, which
 * other clients pass over.
 *
 * @param id of this answer
 * @param model the assistant's name
 */
record Completion(String id, String model, Instant created) {

    /** The whole answer. */
    Json.Obj whole(String text, ModelReply.Usage usage, Json.Obj own) {
        var message = Json.object("role", Json.text("assistant")).with("content", text);
        var choice = Json.object("index", Json.number(0))
                .with("message", message)
                .with("logprobs", Json.Null.INSTANCE)
                .with("finish_reason", "stop");
        return head("chat.completion")
                .with("choices", Json.array(choice))
                .with("usage", usage(usage))
                .with("baton", own);
    }

    /** The first chunk says who speaks. */
    Json.Obj first() {
        return chunk(Json.object("role", Json.text("assistant")).with("content", ""), Json.Null.INSTANCE);
    }

    Json.Obj piece(String text) {
        return chunk(Json.object("content", Json.text(text)), Json.Null.INSTANCE);
    }

    Json.Obj last(Json.Obj own) {
        return chunk(Json.object(), Json.text("stop")).with("baton", own);
    }

    /** The chunk of the usage has no choices. */
    Json.Obj usageChunk(ModelReply.Usage usage) {
        return head("chat.completion.chunk").with("choices", Json.array()).with("usage", usage(usage));
    }

    private Json.Obj chunk(Json.Obj delta, Json finish) {
        var choice = Json.object("index", Json.number(0))
                .with("delta", delta)
                .with("logprobs", Json.Null.INSTANCE)
                .with("finish_reason", finish);
        return head("chat.completion.chunk").with("choices", Json.array(choice));
    }

    private Json.Obj head(String object) {
        return Json.object("id", Json.text("chatcmpl-" + id))
                .with("object", object)
                .with("created", Json.number(created.getEpochSecond()))
                .with("model", model);
    }

    /** What models read and wrote; nothing where an assistant answered without one. */
    private static Json.Obj usage(ModelReply.Usage usage) {
        return Json.object("prompt_tokens", Json.number(usage.input()))
                .with("completion_tokens", Json.number(usage.output()))
                .with("total_tokens", Json.number(usage.input() + usage.output()))
                .with("prompt_tokens_details", Json.object("cached_tokens", Json.number(usage.cached())));
    }

    /** What is ours: the conversation to go on with, what was handed off, and what waits for a yes. */
    static Json.Obj own(String conversation, Conversations.Turn.Replied turn, List<HandoffView> handoffs) {
        var own = Json.object("conversation", Json.text(conversation))
                .with("offline", Json.bool(turn.reply().offline()))
                .with(
                        "sources",
                        Json.array(turn.reply().sources().stream()
                                .map(JsonMapping::toJson)
                                .toList()))
                .with(
                        "handoffs",
                        Json.array(handoffs.stream().map(HandoffForm::of).toList()));
        return turn.proposal()
                .map(proposal -> own.with(
                        "proposal",
                        JsonMapping.toJson(proposal)
                                .with("digest", proposal.digest().hex())))
                .orElse(own);
    }
}
