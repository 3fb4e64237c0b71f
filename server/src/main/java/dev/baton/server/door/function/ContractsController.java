package dev.baton.server.door.function;

import dev.baton.handoff.CallSchema;
import dev.baton.handoff.Contract;
import dev.baton.handoff.FunctionForm;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.Platform;
import dev.baton.server.http.ProblemException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells callers what they may hand in; of contracts that are not for them nothing is told. */
@RestController
final class ContractsController {
    private final Platform platform;

    ContractsController(Platform platform) {
        this.platform = platform;
    }

    @GetMapping("/api/contracts")
    Json list(Principal principal) {
        return Json.array(forCaller(principal).stream()
                .map(contract -> form(contract, principal))
                .toList());
    }

    @GetMapping("/api/contracts/{name}")
    Json find(@PathVariable String name, Principal principal) {
        return form(contract(name, principal), principal);
    }

    @GetMapping("/api/contracts/{name}/function")
    Json function(@PathVariable String name, @RequestParam Optional<String> form, Principal principal) {
        var wanted = form.orElse(FunctionForm.OPENAI.word());
        return FunctionForm.of(wanted)
                .orElseThrow(() -> ProblemException.badRequest("'" + wanted + "' is no form of a function; there are "
                        + Arrays.stream(FunctionForm.values())
                                .map(FunctionForm::word)
                                .collect(Collectors.joining(", "))
                        + "."))
                .of(contract(name, principal));
    }

    private static Json form(Contract contract, Principal principal) {
        var input = principal.has(Principal.ACT_FOR) ? CallSchema.of(contract) : CallSchema.withoutIdentity(contract);
        return Json.object("name", Json.text(contract.id().name()))
                .with("version", Json.number(contract.id().version()))
                .with("description", contract.description())
                .with("input", input)
                .with("output", contract.output())
                .with("examples", Json.texts(contract.examples()))
                .with(
                        "links",
                        Json.object("submit", Json.text("/api/handoffs/" + contract.id()))
                                .with("function", "/api/contracts/" + contract.id() + "/function"));
    }

    private Contract contract(String name, Principal principal) {
        var mine = forCaller(principal);
        return mine.stream()
                .filter(contract -> contract.id().toString().equals(name)
                        || contract.id().name().equals(name))
                .max(Comparator.comparingInt(contract -> contract.id().version()))
                .orElseThrow(() -> ProblemException.notFound("There is no contract '" + name + "' for "
                        + principal.reference()
                        + Fields.suggestion(
                                name,
                                mine.stream()
                                        .map(it -> it.id().name())
                                        .distinct()
                                        .toList())
                        + "."));
    }

    private List<Contract> forCaller(Principal principal) {
        return platform.contracts().stream()
                .filter(contract -> contract.admits(principal))
                .sorted(Comparator.comparing(
                                (Contract contract) -> contract.id().name())
                        .thenComparingInt(contract -> contract.id().version()))
                .toList();
    }
}
