package dev.baton.tool;

import dev.baton.expression.Bindings;
import dev.baton.expression.Expression;
import dev.baton.expression.Scope;
import dev.baton.expression.Truth;
import dev.baton.json.Json;
import dev.baton.principal.Principal;

/**
 * Judges whether a principal may see what a read found. What it may not see is answered exactly as what does not exist,
 * so that nobody learns of other people's records.
 */
public final class Visibility {
    private Visibility() {}

    /** The result as {@code principal}'s {@linkplain Principal#subject() subject} may see it. */
    public static ToolResult filter(ToolSpec spec, Json.Obj args, Principal principal, ToolResult result) {
        if (spec.visible().isEmpty()) {
            return result;
        }
        return switch (result) {
            case ToolResult.Done done ->
                isVisible(spec.visible().get(), args, principal.subject(), done.result()) ? done : notFound(spec, args);
            case ToolResult.Refused refused ->
                refused.refusal() == ToolResult.Refusal.NOT_FOUND || refused.refusal() == ToolResult.Refusal.FORBIDDEN
                        ? notFound(spec, args)
                        : refused;
            case ToolResult.Unavailable unavailable -> unavailable;
            case ToolResult.Unknown unknown -> unknown;
        };
    }

    private static boolean isVisible(String condition, Json.Obj args, Principal subject, Json result) {
        var scope = Scope.empty().withAny("result").withAny("args").withAny("principal");
        var bindings =
                Bindings.empty().with("result", result).with("args", args).with("principal", describe(subject));
        return COMPILED.computeIfAbsent(condition, text -> Expression.compile(text, scope))
                .test(bindings)
                .equals(new Truth.True());
    }

    private static ToolResult notFound(ToolSpec spec, Json.Obj args) {
        var asked = args.members().entrySet().stream()
                .filter(arg -> !(arg.getValue() instanceof Json.Obj || arg.getValue() instanceof Json.Arr))
                .map(arg -> arg.getKey() + " " + arg.getValue().asText().orElseGet(arg.getValue()::write))
                .collect(java.util.stream.Collectors.joining(", "));
        return new ToolResult.Refused(
                ToolResult.Refusal.NOT_FOUND,
                spec.name() + " found nothing" + (asked.isEmpty() ? "" : " for " + asked));
    }

    /** A principal as expressions see it. */
    public static Json.Obj describe(Principal principal) {
        return Json.object("kind", Json.text(principal.kind().word()))
                .with("id", principal.id())
                .with("roles", Json.texts(principal.roles()));
    }

    /** Conditions come from definition files, so there are only as many as somebody wrote. */
    private static final java.util.Map<String, Expression> COMPILED = new java.util.concurrent.ConcurrentHashMap<>();
}
