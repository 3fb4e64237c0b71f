package dev.baton.server.door.mcp;

import dev.baton.engine.HandoffView;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.server.door.HandoffForm;
import dev.baton.server.door.mcp.protocol.Outcome;
import dev.baton.server.door.mcp.protocol.ToolResult;

/** A handoff as the result of a tool. */
final class HandoffResult {
    private HandoffResult() {}

    /** For the call that handed it in: whatever ended otherwise than completed is an error of the tool. */
    static Json.Obj ofCall(HandoffView handoff) {
        var failed = handoff.state().isTerminal() && handoff.state() != HandoffState.COMPLETED;
        return ToolResult.structured(words(handoff), HandoffForm.of(handoff), failed);
    }

    /** For whoever only asks about it. */
    static Outcome ofStatus(HandoffView handoff) {
        return new Outcome.Complete(ToolResult.structured(words(handoff), HandoffForm.of(handoff), false));
    }

    /** What the handoff does, and what to do next. */
    private static String words(HandoffView handoff) {
        var next = handoff.state().isTerminal() ? "" : " " + next(handoff);
        return "Handoff " + handoff.id() + ", " + handoff.state().word() + ": " + handoff.message() + next;
    }

    private static String next(HandoffView handoff) {
        var later = " It goes on without you; ask later with handoff_status.";
        return handoff.needs()
                .map(needs -> switch (needs) {
                    case HandoffView.Needs.Approval approval ->
                        "(Somebody with the role " + approval.by() + " decides until " + approval.expires() + ".)"
                                + later;
                    case HandoffView.Needs.Input input
                    when Questions.isForRequester(input) ->
                        "It asks: " + input.question() + " Answer with handoff_answer; the value fits "
                                + input.schema().write();
                    case HandoffView.Needs.Input input ->
                        "(Somebody with the role " + input.of() + " is asked: " + input.question() + ")" + later;
                    case HandoffView.Needs.Resolution ignored -> "(A person is looking into it.)" + later;
                })
                .orElse(later.strip());
    }
}
