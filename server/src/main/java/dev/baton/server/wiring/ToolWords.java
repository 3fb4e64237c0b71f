package dev.baton.server.wiring;

import dev.baton.tool.Idempotency;

/** What a tool's declarations mean, in words. */
final class ToolWords {
    private ToolWords() {}

    static String idempotency(Idempotency idempotency) {
        return switch (idempotency) {
            case Idempotency.Key(var parameter, var validFor, var ignoredLookup) ->
                "repeated safely with the same " + parameter + " for " + validFor;
            case Idempotency.Lookup(var tool, var ignoredArgs, var ignoredMatch, var ignoredFound, var settle) ->
                "looked up with " + tool + " when its answer is lost, after " + settle;
            case Idempotency.None ignored -> "a person is asked when its answer is lost";
        };
    }
}
