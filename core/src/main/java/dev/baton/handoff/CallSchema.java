package dev.baton.handoff;

import dev.baton.json.Json;
import dev.baton.json.OfferedSchema;
import java.util.LinkedHashMap;
import java.util.List;

/** A contract's input as those see it who call it as a function. */
public final class CallSchema {
    private CallSchema() {}

    /** Everything that somebody has to give who may name whom it is for. */
    public static Json.Obj of(Contract contract) {
        return OfferedSchema.parameters(contract.input());
    }

    /**
     * The same without identity fields. A model fills this in: whom it acts for comes from the session of whoever runs
     * it, never from what it writes.
     */
    public static Json.Obj withoutIdentity(Contract contract) {
        var schema = of(contract);
        var identity = contract.trustedFields();
        var properties = new LinkedHashMap<>(schema.get("properties")
                .map(Json::asObject)
                .orElse(Json.object())
                .members());
        identity.forEach(properties::remove);
        var required = schema.get("required").map(Json::asArray).orElse(List.of()).stream()
                .filter(name -> name.asText().filter(identity::contains).isEmpty())
                .toList();
        return schema.with("properties", Json.object(properties)).with("required", Json.array(required));
    }
}
