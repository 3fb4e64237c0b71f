package dev.baton.server.console;

import dev.baton.principal.Principal;
import dev.baton.server.http.ProblemException;
import dev.baton.server.identity.Personas;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Talking with an assistant, as a customer of the demo. */
@Controller
final class ChatPages {
    private final Pages pages;
    private final Personas personas;
    private final Assistants assistants;

    ChatPages(Pages pages, Personas personas, Assistants assistants) {
        this.pages = pages;
        this.personas = personas;
        this.assistants = assistants;
    }

    @GetMapping("/chat")
    ModelAndView begin(
            @RequestParam Optional<String> as,
            @RequestParam Optional<String> assistant,
            HttpServletRequest request,
            Principal principal) {
        return chat(Optional.empty(), as, assistant, request, principal);
    }

    @GetMapping("/chat/{id}")
    ModelAndView goOn(
            @PathVariable String id,
            @RequestParam Optional<String> as,
            @RequestParam Optional<String> assistant,
            HttpServletRequest request,
            Principal principal) {
        return chat(Optional.of(id), as, assistant, request, principal);
    }

    private ModelAndView chat(
            Optional<String> conversation,
            Optional<String> as,
            Optional<String> named,
            HttpServletRequest request,
            Principal principal) {
        var customers = customers(principal);
        var known = assistants.all();
        var page = pages.page("Chat", Page.Section.CHAT, Pages.path(request), principal);
        if (customers.isEmpty() || known.isEmpty()) {
            throw ProblemException.notFound(
                    "This workspace has nobody to talk as, or no assistant to talk with: it needs a persona of kind"
                            + " customer in people.yaml and a file in assistants/.");
        }
        var customer = as.filter(customers::contains).orElse(customers.getFirst());
        var assistant = known.stream()
                .filter(it -> named.equals(Optional.of(it.name())))
                .findFirst()
                .orElse(known.getFirst());
        var chat = new Chat(conversation, customer, customers, assistant, known);
        return new ModelAndView("chat", Map.of("page", page, "chat", chat));
    }

    /** A customer is only that customer. */
    private List<String> customers(Principal principal) {
        return personas.all().stream()
                .filter(persona -> persona.kind() == Principal.Kind.CUSTOMER)
                .filter(persona -> principal.kind() != Principal.Kind.CUSTOMER || persona.isSameActor(principal))
                .map(Principal::id)
                .toList();
    }
}
