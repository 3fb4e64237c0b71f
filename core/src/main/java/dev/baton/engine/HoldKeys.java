package dev.baton.engine;

import dev.baton.handoff.ContractId;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.util.List;

/** The names under which keys are held, apart for each purpose. */
final class HoldKeys {
    private HoldKeys() {}

    /** Whoever asks again on behalf of the same subject with the same key asks for the same handoff, by any door. */
    static String submit(ContractId contract, Principal subject, String key) {
        var digest = Digest.of(Json.texts(List.of(contract.name(), subject.reference(), key)));
        return "submit:" + digest.hex();
    }
}
