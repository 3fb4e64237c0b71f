package dev.baton.handoff;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versioned, typed interface of a handoff, as its file says it.
 *
 * @param callers who may submit: {@code assistant:NAME}, {@code trigger:NAME} or {@code role:NAME}
 * @param single a template over {@code input}: two runs with the same value never go at the same time
 * @param confirm whether a conversation needs the person's yes to the exact summary
 * @param input JSON Schema; {@code x-trusted} marks identity, {@code x-ask} the question for a missing field
 * @param output JSON Schema of what the receipt carries
 * @param proof for each outcome the write that must be confirmed and not undone
 * @param examples what people say when they want this
 * @param status what to tell people, by state; a template over {@code output} and {@code reason}
 */
public record Contract(
        ContractId id,
        String description,
        List<String> callers,
        Optional<String> single,
        boolean confirm,
        Json.Obj input,
        Json.Obj output,
        Map<String, ToolName> proof,
        List<String> examples,
        Map<String, String> status) {

    /** Whether somebody is among the callers. */
    public boolean admits(Principal requester) {
        return callers.stream().anyMatch(caller -> {
            var name = caller.substring(caller.indexOf(':') + 1);
            return caller.startsWith("role:")
                    ? requester.has(name) || requester.kind().word().equals(name)
                    : caller.equals(requester.reference());
        });
    }

    /** The names of input fields that only a session, a verified signature or the right to act for others may fill. */
    public List<String> trustedFields() {
        return input.get("properties").map(Json::asObject).orElse(Json.object()).members().entrySet().stream()
                .filter(property -> property.getValue().get("x-trusted").equals(Optional.of(Json.bool(true))))
                .map(Map.Entry::getKey)
                .toList();
    }
}
