package dev.baton.policy;

import dev.baton.json.Json;

/**
 * What a run has used up of what it may, when a call of it is ruled. The call itself is not counted yet.
 *
 * @param steps that have begun
 * @param writes that were intended, whatever became of them
 * @param retries how often something was tried again
 * @param modelCalls how often a model was asked; the agent's limit on their cost bounds these, so there is no most
 */
public record Budget(Amount steps, Amount writes, Amount retries, int modelCalls) {
    /** JSON Schema of {@code budget} in conditions. */
    static final Json.Obj SCHEMA = Json.parse("""
            {"type": "object", "additionalProperties": false,
             "required": ["steps", "writes", "retries", "modelCalls"],
             "properties": {"steps": AMOUNT, "writes": AMOUNT, "retries": AMOUNT, "modelCalls": {"type": "integer"}}}
            """.replace("AMOUNT", """
            {"type": "object", "additionalProperties": false, "required": ["used", "most"],
             "properties": {"used": {"type": "integer"}, "most": {"type": "integer"}}}
            """)).asObject();

    /** What an agent whose file sets no limits begins with. */
    public static final Budget UNUSED = new Budget(new Amount(0, 50), new Amount(0, 20), new Amount(0, 100), 0);

    public Budget {
        if (modelCalls < 0) {
            throw new IllegalArgumentException("models cannot have been asked " + modelCalls + " times");
        }
    }

    /** How much of something was used, and how much may be. */
    public record Amount(int used, int most) {
        public Amount {
            if (used < 0 || most < 0) {
                throw new IllegalArgumentException("an amount is not negative: " + used + " of " + most);
            }
        }

        Amount withUsed(int now) {
            return new Amount(now, most);
        }

        private Json.Obj json() {
            return Json.object("used", Json.number(used)).with("most", Json.number(most));
        }
    }

    Json.Obj json() {
        return Json.object("steps", steps.json())
                .with("writes", writes.json())
                .with("retries", retries.json())
                .with("modelCalls", Json.number(modelCalls));
    }
}
