package dev.baton.server.api;

import dev.baton.engine.ApprovalView;
import dev.baton.engine.Approvals;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.principal.Principal;
import dev.baton.server.AlwaysAllow;
import dev.baton.server.Discretion;
import dev.baton.server.Platform;
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

    private static final int MOST_TOGETHER = 200;

    private final Approvals approvals;
    private final Platform platform;
    private final Discretion discretion;

    ApprovalsController(Approvals approvals, Platform platform, Discretion discretion) {
        this.approvals = approvals;
        this.platform = platform;
        this.discretion = discretion;
    }

    @GetMapping("/api/approvals")
    Json list(@RequestParam Optional<String> state, @RequestParam Optional<Integer> limit) {
        return Json.array(approvals.list(Listing.state(state, ApprovalView.State.class), Listing.limit(limit)).stream()
                .map(discretion::of)
                .map(ApprovalForm::of)
                .toList());
    }

    @GetMapping("/api/approvals/{id}")
    Json find(@PathVariable String id, @RequestParam Optional<String> personal, Principal principal) {
        var approval =
                approvals.find(id).orElseThrow(() -> ProblemException.notFound("There is no approval '" + id + "'."));
        return ApprovalForm.of(
                discretion.of(approval.run(), personal, principal).of(approval));
    }

    /** How a policy would have to change so that this is not asked any more. Nothing is changed. */
    @GetMapping("/api/approvals/{id}/always-allow")
    Json alwaysAllow(@PathVariable String id, Principal principal) {
        // it holds this very call, as a test
        approvals.find(id).ifPresent(it -> discretion.of(it.run(), Optional.of(Discretion.SHOW), principal));
        return switch (platform.alwaysAllow(id)) {
            case AlwaysAllow.Proposed proposed -> JsonMapping.toJson(proposed);
            case AlwaysAllow.NotFound(var message) -> throw ProblemException.notFound(message);
            case AlwaysAllow.NotPossible(var message) -> throw ProblemException.conflict(message);
        };
    }

    @PostMapping("/api/approvals/{id}/decision")
    Json decide(@PathVariable String id, @RequestBody Json body, Principal principal) {
        return switch (approvals.decide(id, decision(body), principal)) {
            case Approvals.Outcome.Taken(var approval) -> ApprovalForm.of(discretion.of(approval));
            case Approvals.Outcome.NotFound(var message) -> throw ProblemException.notFound(message);
            case Approvals.Outcome.NotAllowed(var message) -> throw ProblemException.forbidden(message);
            case Approvals.Outcome.Invalid(var problems) -> throw ProblemException.invalid("the decision", problems);
            case Approvals.Outcome.Stale(var approval, var message) -> throw stale(approval, message);
            case Approvals.Outcome.Withheld(var message) -> throw ProblemException.conflict(message);
        };
    }

    /** Several in one request: those of one rule, or those of one run. */
    @PostMapping("/api/approvals/decisions")
    Json decideTogether(@RequestBody Json body, Principal principal) {
        var fields = Fields.of(body);
        var ids = fields.texts("ids");
        if (ids.isEmpty() || ids.size() > MOST_TOGETHER) {
            fields.problem("ids", "between 1 and " + MOST_TOGETHER + " approvals are decided together");
        }
        var decision = decision(fields);
        return switch (approvals.decideTogether(ids, decision, principal)) {
            case Approvals.Together.Mixed(var message) -> throw ProblemException.conflict(message);
            case Approvals.Together.Decided(var each) ->
                Json.array(each.stream().map(ApprovalsController::form).toList());
        };
    }

    private static Json form(Approvals.Together.Each each) {
        var form = Json.object("id", Json.text(each.approval()));
        return switch (each.outcome()) {
            case Approvals.Outcome.Taken(var approval) ->
                form.with("decided", Json.bool(true)).with("state", RunForm.word(approval.state()));
            case Approvals.Outcome.Stale(var approval, var message) ->
                refused(form, message).with("state", RunForm.word(approval.state()));
            case Approvals.Outcome.NotFound(var message) -> refused(form, message);
            case Approvals.Outcome.NotAllowed(var message) -> refused(form, message);
            case Approvals.Outcome.Invalid(var problems) -> refused(form, problems.toString());
            case Approvals.Outcome.Withheld(var message) -> refused(form, message);
        };
    }

    private static Json.Obj refused(Json.Obj form, String message) {
        return form.with("decided", Json.bool(false)).with("message", message);
    }

    private static Approvals.Decision decision(Json body) {
        return decision(Fields.of(body));
    }

    private static Approvals.Decision decision(Fields fields) {
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
