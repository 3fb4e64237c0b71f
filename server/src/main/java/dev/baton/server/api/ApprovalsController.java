package dev.baton.server.api;

import dev.baton.engine.ApprovalView;
import dev.baton.engine.Approvals;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Writes that wait for a person's decision. */
@RestController
final class ApprovalsController {
    private static final List<String> DECISIONS = List.of("approve", "deny", "edit");

    private final Approvals approvals;

    ApprovalsController(Approvals approvals) {
        this.approvals = approvals;
    }

    @GetMapping("/api/approvals")
    Json list(@RequestParam Optional<String> state, @RequestParam Optional<Integer> limit) {
        return Json.array(approvals.list(Listing.state(state, ApprovalView.State.class), Listing.limit(limit)).stream()
                .map(ApprovalForm::of)
                .toList());
    }

    @GetMapping("/api/approvals/{id}")
    Json find(@PathVariable String id) {
        return ApprovalForm.of(
                approvals.find(id).orElseThrow(() -> ProblemException.notFound("There is no approval '" + id + "'.")));
    }

    @PostMapping("/api/approvals/{id}/decision")
    Json decide(@PathVariable String id, @RequestBody Json body, Principal principal) {
        return switch (approvals.decide(id, decision(body), principal)) {
            case Approvals.Outcome.Taken(var approval) -> ApprovalForm.of(approval);
            case Approvals.Outcome.NotFound(var message) -> throw ProblemException.notFound(message);
            case Approvals.Outcome.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Approvals.Outcome.Invalid(var problems) -> throw ProblemException.invalid("the decision", problems);
            case Approvals.Outcome.Stale(var approval, var message) -> throw stale(approval, message);
        };
    }

    private static Approvals.Decision decision(Json body) {
        var fields = Fields.of(body);
        var word = fields.text("decision");
        var comment = fields.optionalText("comment").filter(text -> !text.isBlank());
        if (fields.has("decision") && !DECISIONS.contains(word)) {
            fields.problem(
                    "decision",
                    "'" + word + "' is not one of " + String.join(", ", DECISIONS)
                            + Fields.suggestion(word, DECISIONS));
        }
        var args = fields.object("args");
        if (word.equals("edit") != fields.has("args")) {
            fields.problem(
                    "args",
                    word.equals("edit")
                            ? "'edit' needs the args as they should be"
                            : "only 'edit' takes args; what is approved or denied is exactly what was asked");
        }
        ProblemException.unlessSound(fields);
        return switch (word) {
            case "approve" -> new Approvals.Decision.Approve(comment);
            case "deny" -> new Approvals.Decision.Deny(comment);
            default -> new Approvals.Decision.Edit(args, comment);
        };
    }

    private static ProblemException stale(ApprovalView approval, String message) {
        return ProblemException.conflict(message)
                .with("state", RunForm.word(approval.state()))
                .with(
                        "votes",
                        Json.array(approval.votes().stream()
                                .map(JsonMapping::toJson)
                                .toList()));
    }
}
