package dev.baton.server.description;

import static dev.baton.server.description.Shapes.exactly;
import static dev.baton.server.description.Shapes.flag;
import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.named;
import static dev.baton.server.description.Shapes.object;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.told;
import static dev.baton.server.description.Shapes.words;

import dev.baton.engine.ApprovalView;
import dev.baton.json.Json;
import dev.baton.server.AlwaysAllow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes that wait for a decision. */
final class ApprovalArea implements Area {
    private static final String TAG = "approvals";
    private static final String APPROVAL = "/api/approvals/{id}";

    @Override
    public Map<String, Json.Obj> schemas() {
        var all = new LinkedHashMap<String, Json.Obj>();
        all.put("ApprovalState", words(ApprovalView.State.class));
        all.put("Vote", Shape.of(ApprovalView.Vote.class).closed());
        all.put(
                "Approval",
                Shape.of(ApprovalView.class)
                        .has("state", named("ApprovalState"))
                        .has("votes", list(named("Vote")))
                        .has("args", told(object(), "the exact arguments; their digest is what is approved"))
                        .has("input", object())
                        .has("evidence", object())
                        .closed());
        all.put(
                "ProposedChange",
                told(
                        Shape.of(AlwaysAllow.Proposed.class).closed(),
                        "A policy file as it would be; nothing is changed."));
        all.put(
                "Decided",
                Shape.of()
                        .has("id", text())
                        .has("decided", flag())
                        .mayHave("message", text())
                        .mayHave("state", named("ApprovalState"))
                        .closed());
        all.put(
                "StaleProblem",
                Problems.shape()
                        .mayHave("state", named("ApprovalState"))
                        .mayHave("votes", list(named("Vote")))
                        .closed());
        return all;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/approvals", "listApprovals", TAG, "Approvals, the latest first.")
                        .query("state", named("ApprovalState"), "Only those in this state.")
                        .query("limit", Listings.limit(), Listings.LIMIT)
                        .answers(200, "The approvals.", list(named("Approval"))),
                Operation.get(APPROVAL, "getApproval", TAG, "One write that waits, or waited.")
                        .query("personal", exactly("show"), RunArea.PERSONAL)
                        .answers(200, "The approval.", named("Approval")),
                Operation.get(
                                APPROVAL + "/always-allow",
                                "proposeAlwaysAllow",
                                TAG,
                                "How a policy would have to change so that this is not asked any more.")
                        .answers(200, "A change to look at.", named("ProposedChange"))
                        .refuses(409),
                Operation.post(APPROVAL + "/decision", "decide", TAG, "Approves, denies, or edits and approves.")
                        .body(decision().closed())
                        .answers(200, "The approval as it is then.", named("Approval"))
                        .refusesWith(409, "StaleProblem"),
                Operation.post(
                                "/api/approvals/decisions",
                                "decideTogether",
                                TAG,
                                "Decides several: those of one rule, or those of one run.")
                        .body(decision()
                                .has(
                                        "ids",
                                        list(text())
                                                .with("minItems", Json.number(1))
                                                .with("maxItems", Json.number(200)))
                                .closed())
                        .answers(200, "What came of each.", list(named("Decided")))
                        .refuses(409));
    }

    private static Shape decision() {
        return Shape.of()
                .has("decision", words(List.of("approve", "deny", "edit")))
                .mayHave("comment", text())
                .mayHave("args", told(object(), "with edit, and only then: the arguments as they should be"));
    }
}
