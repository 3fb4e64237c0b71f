package dev.baton.server.console;

import dev.baton.engine.HandoffView;
import dev.baton.engine.Handoffs;
import dev.baton.principal.Principal;
import dev.baton.server.identity.Access;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The form by which somebody answers what an agent asks, for the card in the chat. */
@Controller
final class AnswerPages {
    private static final String REQUESTER = "requester";

    private final Handoffs handoffs;

    AnswerPages(Handoffs handoffs) {
        this.handoffs = handoffs;
    }

    /** Nothing when nobody is asked, or somebody else is. */
    @GetMapping("/chat/handoffs/{id}/question")
    ModelAndView form(@PathVariable String id, Principal principal) {
        return handoffs.find(id)
                .filter(handoff -> Access.mayLookAt(handoff, principal))
                .flatMap(RunShown::needsInput)
                .filter(input -> input.of().equals(REQUESTER))
                .map(input -> form(id, input))
                .orElseGet(Pages::unchanged);
    }

    private static ModelAndView form(String id, HandoffView.Needs.Input input) {
        return new ModelAndView("chat/question", Map.of("form", AnswerForm.of(id, input)));
    }
}
