package dev.baton.server.door.chat;

import dev.baton.json.Json;
import dev.baton.model.ModelReply;

/** Gathers an answer that is sent whole. */
final class CompletionText implements ChatController.Sink {
    private final Completion completion;
    private final StringBuilder text = new StringBuilder();
    private Json.Obj json = Json.object();

    CompletionText(Completion completion) {
        this.completion = completion;
    }

    @Override
    public void replied(String reply) {
        text.append(reply);
    }

    @Override
    public void told(String words) {
        text.append("\n\n").append(words);
    }

    @Override
    public void end(CompletionRequest request, ModelReply.Usage usage, Json.Obj own) {
        json = completion.whole(text.toString(), usage, own);
    }

    Json.Obj json() {
        return json;
    }
}
