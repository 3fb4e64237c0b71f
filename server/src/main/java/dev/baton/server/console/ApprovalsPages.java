package dev.baton.server.console;

import dev.baton.engine.ApprovalView;
import dev.baton.engine.Approvals;
import dev.baton.engine.Concealment;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import dev.baton.server.AlwaysAllow;
import dev.baton.server.Discretion;
import dev.baton.server.Platform;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Deciding on what waits for people. */
@Controller
final class ApprovalsPages {
    private static final int MOST_OPEN = 50;
    private static final int MOST_DECIDED = 20;

    private final Approvals approvals;
    private final Platform platform;
    private final Pages pages;
    private final Discretion discretion;

    ApprovalsPages(Approvals approvals, Platform platform, Pages pages, Discretion discretion) {
        this.approvals = approvals;
        this.platform = platform;
        this.pages = pages;
        this.discretion = discretion;
    }

    @GetMapping("/approvals")
    ModelAndView show(HttpServletRequest request, Principal principal) {
        return answer(request, pages.decider(request, principal), Optional.empty(), Map.of());
    }

    /** One approval; the list of all when it is decided. */
    @GetMapping("/approvals/{id}")
    ModelAndView showOne(
            @PathVariable String id,
            @RequestParam Optional<String> personal,
            HttpServletRequest request,
            Principal principal) {
        var acting = pages.decider(request, principal);
        var page = pages.page("Approval", Page.Section.APPROVALS, "/approvals/" + Labels.inUrl(id), acting);
        var known = approvals.find(id);
        if (known.isEmpty()) {
            return told(request, acting, Notice.bad("There is no approval '" + id + "'"));
        }
        var open = known.filter(it -> it.state() == ApprovalView.State.OPEN).stream()
                .flatMap(it -> withOthersOfItsRun(it).stream())
                .map(it -> card(it, page, Map.of(), discretion.of(it.run(), personal, acting)))
                .toList();
        var decided = open.isEmpty() ? List.of(discretion.of(known.get())) : List.<ApprovalView>of();
        var list = ApprovalsList.of(open, decided, Optional.empty(), acting.reference());
        return new ModelAndView("approval", Map.of("page", page, "list", list));
    }

    /** What else of the run waits is the same question. */
    private List<ApprovalView> withOthersOfItsRun(ApprovalView approval) {
        var others = approvals.list(Optional.of(ApprovalView.State.OPEN), MOST_OPEN).stream()
                .filter(it -> it.run().equals(approval.run()) && !it.id().equals(approval.id()));
        return Stream.concat(Stream.of(approval), others).toList();
    }

    /** How a policy would have to change; it is looked at here and put into the workspace by hand. */
    @GetMapping("/approvals/{id}/always-allow")
    ModelAndView alwaysAllow(@PathVariable String id, HttpServletRequest request, Principal principal) {
        var acting = pages.decider(request, principal);
        var page = pages.page("Always allow this", Page.Section.APPROVALS, "/approvals", acting);
        approvals.find(id).ifPresent(it -> discretion.of(it.run(), Optional.of(Discretion.SHOW), acting));
        return switch (platform.alwaysAllow(id)) {
            case AlwaysAllow.Proposed proposed ->
                new ModelAndView("always", Map.of("page", page, "id", id, "proposed", proposed));
            case AlwaysAllow.NotFound(var message) -> told(request, acting, Notice.bad(message));
            case AlwaysAllow.NotPossible(var message) -> told(request, acting, Notice.bad(message));
        };
    }

    /** The same for {@code git apply}. */
    @GetMapping("/approvals/{id}/always-allow.patch")
    ResponseEntity<String> patch(@PathVariable String id, HttpServletRequest request, Principal principal) {
        var acting = pages.decider(request, principal);
        approvals.find(id).ifPresent(it -> discretion.of(it.run(), Optional.of(Discretion.SHOW), acting));
        return switch (platform.alwaysAllow(id)) {
            case AlwaysAllow.Proposed proposed ->
                ResponseEntity.ok()
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .header("Content-Disposition", "attachment; filename=\"always-allow.patch\"")
                        .body(proposed.diff());
            case AlwaysAllow.NotFound(var message) -> throw ProblemException.notFound(message);
            case AlwaysAllow.NotPossible(var message) -> throw ProblemException.of(HttpStatus.CONFLICT, message);
        };
    }

    /** The list again; nothing when the one who asks has seen just that. */
    @GetMapping("/approvals/list")
    ModelAndView refresh(@RequestParam Optional<String> seen, HttpServletRequest request, Principal principal) {
        var page = page(pages.decider(request, principal));
        var list = list(page, Optional.empty(), Map.of());
        return seen.equals(Optional.of(list.seen())) ? Pages.unchanged() : part(page, list);
    }

    @PostMapping("/approvals/decisions")
    ModelAndView decideTogether(
            @RequestParam MultiValueMap<String, String> form, HttpServletRequest request, Principal principal) {
        var acting = pages.decider(request, principal);
        var comment =
                Optional.ofNullable(form.getFirst("comment")).map(String::strip).filter(it -> !it.isEmpty());
        var approve = "approve".equals(form.getFirst("decision"));
        Approvals.Decision decision =
                approve ? new Approvals.Decision.Approve(comment) : new Approvals.Decision.Deny(comment);
        var together = approvals.decideTogether(form.getOrDefault("id", List.of()), decision, acting);
        return told(request, acting, Together.told(together, approve));
    }

    @PostMapping("/approvals/{id}/decision")
    ModelAndView decide(
            @PathVariable String id,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            Principal principal) {
        var acting = pages.decider(request, principal);
        var known = approvals.find(id);
        if (known.isEmpty()) {
            return told(request, acting, Notice.bad("There is no approval '" + id + "'"));
        }
        var read = DecisionForm.read(known.get(), form);
        return read.decision()
                .map(decision -> decide(known.get(), decision, read.entered(), request, acting))
                .orElseGet(() -> again(request, acting, known.get(), read.entered()));
    }

    private ModelAndView decide(
            ApprovalView known,
            Approvals.Decision decision,
            Entered entered,
            HttpServletRequest request,
            Principal acting) {
        return switch (approvals.decide(known.id(), decision, acting)) {
            case Approvals.Outcome.Taken(var approval) -> told(request, acting, taken(approval, decision));
            case Approvals.Outcome.NotFound(var message) -> told(request, acting, Notice.bad(message));
            case Approvals.Outcome.NotAllowed(var message) -> told(request, acting, Notice.bad(Labels.who(message)));
            case Approvals.Outcome.Withheld(var message) -> told(request, acting, Notice.bad(message));
            case Approvals.Outcome.Stale(var approval, var message) -> told(request, acting, stale(approval, message));
            case Approvals.Outcome.Invalid(var problems) -> again(request, acting, known, entered.with(problems));
        };
    }

    private static Notice taken(ApprovalView approval, Approvals.Decision decision) {
        var what = "“" + ApprovalCard.title(approval) + "”";
        var words = switch (decision) {
            case Approvals.Decision.Approve ignored ->
                approval.state() == ApprovalView.State.OPEN
                        ? "You approved " + what + ", one of " + approval.quorum() + " approvals that it needs."
                        : "You approved " + what + ". The run goes on.";
            case Approvals.Decision.Deny ignored -> "You denied " + what + ". It will not be done.";
            case Approvals.Decision.Edit ignored ->
                "You changed " + what + ". The new arguments are judged again before anything is done.";
        };
        return Notice.good(words, approval.run());
    }

    private static Notice stale(ApprovalView approval, String message) {
        if (approval.state() == ApprovalView.State.OPEN || approval.votes().isEmpty()) {
            return Notice.bad(Labels.who(message));
        }
        var last = approval.votes().getLast();
        return Notice.bad("Too late: it is " + Look.of(approval.state()).word() + " since " + Labels.who(last.by())
                + " decided at " + When.full(last.at()));
    }

    /** The form again, with what was entered and what is wrong with it. */
    private ModelAndView again(HttpServletRequest request, Principal acting, ApprovalView approval, Entered entered) {
        var general = entered.problems().stream()
                .filter(problem -> !problem.path().startsWith("/args/"))
                .map(Problem::message)
                .collect(Collectors.joining("; "));
        var text = general.isEmpty() ? "What you entered cannot be taken; the form says why" : general;
        return answer(request, acting, Optional.of(Notice.bad(text)), Map.of(approval.id(), entered));
    }

    private ModelAndView told(HttpServletRequest request, Principal acting, Notice notice) {
        return answer(request, acting, Optional.of(notice), Map.of());
    }

    private ModelAndView answer(
            HttpServletRequest request, Principal acting, Optional<Notice> notice, Map<String, Entered> entered) {
        var page = page(acting);
        var list = list(page, notice, entered);
        return Pages.wantsPart(request)
                ? part(page, list)
                : new ModelAndView("approvals", Map.of("page", page, "list", list));
    }

    private static ModelAndView part(Page page, ApprovalsList list) {
        return new ModelAndView("approvals/list", Map.of("page", page, "list", list));
    }

    private Page page(Principal acting) {
        return pages.page("Approvals", Page.Section.APPROVALS, "/approvals", acting);
    }

    private ApprovalsList list(Page page, Optional<Notice> notice, Map<String, Entered> entered) {
        var open = approvals.list(Optional.of(ApprovalView.State.OPEN), MOST_OPEN);
        var cards = open.stream()
                .map(approval -> card(approval, page, entered, discretion.of(approval.run())))
                .toList();
        return ApprovalsList.of(cards, decided(open), notice, page.acting().reference());
    }

    private ApprovalCard card(ApprovalView approval, Page page, Map<String, Entered> entered, Concealment concealment) {
        return ApprovalCard.of(
                concealment.of(approval),
                concealment.hides(),
                obstacle(approval, page.acting()),
                page.acting(),
                page.people(),
                entered.getOrDefault(approval.id(), Entered.NOTHING));
    }

    private Optional<String> obstacle(ApprovalView approval, Principal acting) {
        if (approval.votes().stream().anyMatch(vote -> vote.by().equals(acting.reference()))) {
            return Optional.of("You have decided; somebody else has to decide as well.");
        }
        return approvals
                .obstacle(approval, acting)
                .map(why -> acting.has(approval.by())
                        ? Notice.bad(Labels.who(why)).text()
                        : "A " + approval.by() + " decides this; you act as " + acting.id() + ".");
    }

    /** The two lists are read one after the other: what is decided meanwhile must not be in both. */
    private List<ApprovalView> decided(List<ApprovalView> open) {
        var stillOpen = open.stream().map(ApprovalView::id).collect(Collectors.toSet());
        return approvals.list(Optional.empty(), MOST_OPEN + MOST_DECIDED).stream()
                .filter(approval -> approval.state() != ApprovalView.State.OPEN && !stillOpen.contains(approval.id()))
                .limit(MOST_DECIDED)
                .map(discretion::of)
                .toList();
    }
}
