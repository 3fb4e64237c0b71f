package dev.baton.server.fake;

import dev.baton.engine.ApprovalView;
import dev.baton.engine.Approvals;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.policy.Compared;
import dev.baton.principal.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Approvals that only a {@code refund-lead} decides, once. */
public final class FakeApprovals implements Approvals {
    private final Map<String, ApprovalView> approvals = new LinkedHashMap<>();

    /** Adds an open approval of an 80 euro refund. */
    public synchronized void ask(String id, String run, String handoff) {
        var args = Json.object("amountMinor", Json.number(8000)).with("currency", "EUR");
        approvals.put(
                id,
                new ApprovalView(
                        id,
                        run,
                        handoff,
                        "damaged-order@1",
                        "refunds",
                        "customer:CUS-0001",
                        Json.object(),
                        "refund",
                        "billing.refund",
                        "Refund an order",
                        args,
                        Digest.of(args),
                        "refunds/larger-refund",
                        "Refunds above 50 euros need a person",
                        "refund-lead",
                        1,
                        List.of("amountMinor"),
                        Json.object(),
                        List.of(new Compared("facts.order.totalMinor", Json.number(8000))),
                        ApprovalView.State.OPEN,
                        FakeWork.NOW,
                        FakeWork.NOW.plusSeconds(3600),
                        List.of()));
    }

    @Override
    public synchronized List<ApprovalView> list(Optional<ApprovalView.State> state, int limit) {
        return approvals.values().stream()
                .filter(approval -> state.isEmpty() || state.get() == approval.state())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<ApprovalView> find(String approval) {
        return Optional.ofNullable(approvals.get(approval));
    }

    @Override
    public synchronized Outcome decide(String id, Decision decision, Principal by) {
        var known = approvals.get(id);
        if (known == null) {
            return new Outcome.NotFound("There is no approval '" + id + "'.");
        }
        if (!by.has(known.by())) {
            return new Outcome.NotAllowed(by.reference() + " is no " + known.by());
        }
        if (known.state() != ApprovalView.State.OPEN) {
            return new Outcome.Stale(known, "lena decided this already");
        }
        return switch (decision) {
            case Decision.Approve approve -> taken(known, ApprovalView.State.APPROVED, "approve", approve, by);
            case Decision.Deny deny -> taken(known, ApprovalView.State.DENIED, "deny", deny, by);
            case Decision.Edit edit ->
                edit.args().get("amountMinor").isEmpty()
                        ? new Outcome.Invalid(List.of(new Problem("/args", "'amountMinor' is missing")))
                        : taken(known, ApprovalView.State.APPROVED, "edit", edit, by);
        };
    }

    @Override
    public synchronized Together decideTogether(List<String> ids, Decision decision, Principal by) {
        var mixed =
                Approvals.mixed(ids.stream().flatMap(id -> find(id).stream()).toList(), decision);
        return mixed.<Together>map(it -> it)
                .orElseGet(() -> new Together.Decided(ids.stream()
                        .map(id -> new Together.Each(id, decide(id, decision, by)))
                        .toList()));
    }

    private Outcome taken(ApprovalView was, ApprovalView.State state, String word, Decision decision, Principal by) {
        var args = decision instanceof Decision.Edit edit ? edit.args() : was.args();
        var vote = new ApprovalView.Vote(by.id(), word, decision.comment(), FakeWork.NOW);
        var now = new ApprovalView(
                was.id(),
                was.run(),
                was.handoff(),
                was.contract(),
                was.agent(),
                was.subject(),
                was.input(),
                was.step(),
                was.tool(),
                was.description(),
                args,
                Digest.of(args),
                was.rule(),
                was.because(),
                was.by(),
                was.quorum(),
                was.editable(),
                was.evidence(),
                was.compared(),
                state,
                was.askedAt(),
                was.expires(),
                List.of(vote));
        approvals.put(was.id(), now);
        return new Outcome.Taken(now);
    }
}
