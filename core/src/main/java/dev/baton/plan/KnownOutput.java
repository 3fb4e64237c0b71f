package dev.baton.plan;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Leaves out of a model's output what could only be missing: a member that is nothing but an optional reference to a
 * step that is not in the plan. A model that outlines every outcome and then plans for one of them writes such members,
 * and they say the same as nothing. What has to be there is still told to be missing.
 */
public final class KnownOutput {
    private static final Pattern OPTIONAL = Pattern.compile("\\$\\{\\s*steps\\.\\?([A-Za-z_][A-Za-z0-9_]*)\\.[^{}]*}");

    private KnownOutput() {}

    /** @param steps the names of the steps that the plan has */
    public static Json.Obj of(Json.Obj output, Set<String> steps) {
        var members = new LinkedHashMap<String, Json>();
        output.members().forEach((name, value) -> {
            if (!canOnlyBeMissing(value, steps)) {
                members.put(name, value);
            }
        });
        return members.isEmpty() ? output : new Json.Obj(members);
    }

    private static boolean canOnlyBeMissing(Json value, Set<String> steps) {
        return value.asText()
                .map(OPTIONAL::matcher)
                .filter(found -> found.matches() && !steps.contains(found.group(1)))
                .isPresent();
    }
}
