package dev.baton.server.api;

import dev.baton.engine.Conversations;
import dev.baton.engine.HandoffView;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.server.door.HandoffForm;
import java.util.List;

/** Turns and transcripts as JSON. */
final class ConversationForm {
    private ConversationForm() {}

    /** {@code reply} is the text; what else belongs to the message stands beside it. */
    static Json.Obj of(Conversations.Turn.Replied turn) {
        var json = Json.object()
                .with("message", turn.reply().id())
                .with("reply", turn.reply().text())
                .with("sources", sources(turn.reply().sources()))
                .with("offline", Json.bool(turn.reply().offline()))
                .with("handoffs", handoffs(turn.handoffs()));
        return turn.proposal().isPresent()
                ? json.with("proposal", proposal(turn.proposal().get()))
                : json;
    }

    static Json.Obj of(Conversations.Transcript transcript) {
        var json = Json.object()
                .with("id", transcript.id())
                .with("assistant", transcript.assistant())
                .with("with", transcript.with())
                .with("offline", Json.bool(transcript.offline()))
                .with(
                        "messages",
                        Json.array(transcript.messages().stream()
                                .map(JsonMapping::toJson)
                                .toList()))
                .with(
                        "cards",
                        Json.array(transcript.cards().stream()
                                .map(ConversationForm::card)
                                .toList()));
        return transcript.proposal().isPresent()
                ? json.with("proposal", proposal(transcript.proposal().get()))
                : json;
    }

    private static Json card(Conversations.Card card) {
        return Json.object().with("afterMessage", card.afterMessage()).with("handoff", HandoffForm.of(card.handoff()));
    }

    private static Json proposal(Conversations.Proposal proposal) {
        return JsonMapping.toJson(proposal).with("digest", proposal.digest().hex());
    }

    private static Json sources(List<Conversations.Source> sources) {
        return Json.array(sources.stream().map(JsonMapping::toJson).toList());
    }

    private static Json handoffs(List<HandoffView> handoffs) {
        return Json.array(handoffs.stream().map(HandoffForm::of).toList());
    }
}
