package dev.baton.engine;

import dev.baton.handoff.ContractId;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.util.List;

/** The names under which keys are held, apart for each purpose. */
final class HoldKeys {
    private HoldKeys() {}

    /**
     * Whoever asks again on behalf of the same subject with the same key asks for the same handoff, by any door. The key
     * of a trigger names an event, which stays the same one also when the trigger's file makes something else of it now.
     */
    static String submit(ContractId contract, Principal requester, String key) {
        var names = requester.kind() == Principal.Kind.TRIGGER
                ? List.of(requester.reference(), key)
                : List.of(contract.name(), requester.subject().reference(), key);
        return "submit:" + Digest.of(Json.texts(names)).hex();
    }
}
