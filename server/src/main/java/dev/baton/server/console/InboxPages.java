package dev.baton.server.console;

import dev.baton.engine.Approvals;
import dev.baton.engine.Inbox;
import dev.baton.engine.InboxView;
import dev.baton.inbox.InboxItem;
import dev.baton.principal.Principal;
import dev.baton.server.Discretion;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The queue of what waits for people. */
@Controller
final class InboxPages {
    private final Inbox inbox;
    private final Approvals approvals;
    private final Pages pages;
    private final Discretion discretion;

    InboxPages(Inbox inbox, Approvals approvals, Pages pages, Discretion discretion) {
        this.inbox = inbox;
        this.approvals = approvals;
        this.pages = pages;
        this.discretion = discretion;
    }

    @GetMapping("/inbox")
    ModelAndView show(@RequestParam Map<String, String> parameters, HttpServletRequest request, Principal principal) {
        return answer(parameters, request, pages.decider(request, principal), Optional.empty());
    }

    /** The list again; nothing when the one who asks has seen just that. */
    @GetMapping("/inbox/list")
    ModelAndView refresh(
            @RequestParam Map<String, String> parameters, HttpServletRequest request, Principal principal) {
        var page = page(request, pages.decider(request, principal));
        var list = list(parameters, page, Optional.empty());
        return list.seen().equals(parameters.get("seen")) ? Pages.unchanged() : part(page, list);
    }

    @PostMapping("/inbox/{id}/{wish}")
    ModelAndView act(
            @PathVariable String id,
            @PathVariable String wish,
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            Principal principal) {
        var acting = pages.decider(request, principal);
        var comment =
                Optional.ofNullable(form.get("comment")).map(String::strip).filter(it -> !it.isEmpty());
        var outcome = switch (wish) {
            case "take" -> inbox.take(id, acting);
            case "give-back" -> inbox.giveBack(id, acting);
            case "reassign" -> inbox.reassign(id, form.getOrDefault("to", ""), comment, acting);
            case "close" -> inbox.close(id, comment, acting);
            default -> new Inbox.Outcome.NotFound("nobody can do '" + wish + "' with an item");
        };
        return answer(form, request, acting, Optional.of(notice(outcome)));
    }

    private static Notice notice(Inbox.Outcome outcome) {
        return switch (outcome) {
            case Inbox.Outcome.Done(var item, var message) -> Notice.noted(Labels.who(message));
            case Inbox.Outcome.NotFound(var message) -> Notice.bad(message);
            case Inbox.Outcome.NotAllowed(var message) -> Notice.bad(Labels.who(message));
            case Inbox.Outcome.Conflict(var message) -> Notice.bad(Labels.who(message));
        };
    }

    @PostMapping("/inbox/decisions")
    ModelAndView decide(
            @RequestParam MultiValueMap<String, String> form, HttpServletRequest request, Principal principal) {
        var acting = pages.decider(request, principal);
        var ids = form.getOrDefault("id", List.of());
        var comment =
                Optional.ofNullable(form.getFirst("comment")).map(String::strip).filter(it -> !it.isEmpty());
        var approve = "approve".equals(form.getFirst("decision"));
        Approvals.Decision decision =
                approve ? new Approvals.Decision.Approve(comment) : new Approvals.Decision.Deny(comment);
        var notice = ids.isEmpty()
                ? Notice.bad("Choose what you want to decide")
                : Together.told(approvals.decideTogether(ids, decision, acting), approve);
        return answer(form.toSingleValueMap(), request, acting, Optional.of(notice));
    }

    @PostMapping("/inbox/absence")
    ModelAndView absence(@RequestParam Map<String, String> form, HttpServletRequest request, Principal principal) {
        var acting = pages.decider(request, principal);
        var person = form.getOrDefault("person", acting.id());
        var absent = "away".equals(form.get("state"))
                ? inbox.leave(person, Optional.empty(), acting)
                : inbox.comeBack(person, acting);
        var notice = switch (absent) {
            case Inbox.Absent.Noted(var ignored, var message) -> Notice.noted(message);
            case Inbox.Absent.NotFound(var message) -> Notice.bad(message);
            case Inbox.Absent.NotAllowed(var message) -> Notice.bad(message);
        };
        return answer(form, request, acting, Optional.of(notice));
    }

    private ModelAndView answer(
            Map<String, String> parameters, HttpServletRequest request, Principal acting, Optional<Notice> notice) {
        var page = page(request, acting);
        var list = list(parameters, page, notice);
        return Pages.wantsPart(request)
                ? part(page, list)
                : new ModelAndView("inbox", Map.of("page", page, "list", list));
    }

    private static ModelAndView part(Page page, InboxList list) {
        return new ModelAndView("inbox/list", Map.of("page", page, "list", list));
    }

    private Page page(HttpServletRequest request, Principal acting) {
        var back = request.getMethod().equals("GET") && request.getRequestURI().equals("/inbox")
                ? Pages.path(request)
                : "/inbox";
        return pages.page("Inbox", Page.Section.INBOX, back, acting);
    }

    private InboxList list(Map<String, String> parameters, Page page, Optional<Notice> notice) {
        var query = InboxQuery.read(parameters);
        var found = inbox.list(query, page.acting());
        var together = query.rule().isPresent() || query.run().isPresent();
        var candidates = new HashMap<String, List<String>>();
        var rows = found.items().stream()
                .map(view -> row(view, page, together, candidates))
                .toList();
        var own = InboxQuery.parameters(query, query.kind());
        return new InboxList(
                query,
                own,
                rows,
                found.next().map(cursor -> "/inbox?" + own + "&cursor=" + Labels.inUrl(cursor)),
                together && rows.stream().anyMatch(InboxRow::selectable),
                inbox.absences(),
                notice,
                Integer.toHexString((found.items().toString()
                                + inbox.absences()
                                + page.acting().id())
                        .hashCode()));
    }

    private InboxRow row(InboxView view, Page page, boolean together, Map<String, List<String>> candidates) {
        var acting = page.acting();
        var approval = view.item().kind() == InboxItem.Kind.APPROVAL
                ? approvals.find(view.item().id())
                : Optional.<dev.baton.engine.ApprovalView>empty();
        var mayAct =
                view.waitsFor().stream().anyMatch(acting::has) || view.standIn().equals(Optional.of(acting.id()));
        var theirs = view.takenBy().equals(Optional.of(acting.id()))
                || view.standIn().equals(Optional.of(acting.id()));
        var others = candidates.computeIfAbsent(
                view.item().role(),
                role -> page.people().stream()
                        .filter(person -> person.has(role))
                        .map(Principal::id)
                        .toList());
        return new InboxRow(
                view,
                approval.map(ApprovalCard::title)
                        .orElseGet(() -> discretion
                                .of(view.item().run())
                                .text(view.item().title())),
                approval.map(discretion::of).flatMap(it -> Shown.amount(Shown.of(it.args()))),
                mayAct && !theirs && (view.takenBy().isEmpty() || view.standIn().equals(Optional.of(acting.id()))),
                theirs,
                others,
                together && approval.isPresent());
    }
}
