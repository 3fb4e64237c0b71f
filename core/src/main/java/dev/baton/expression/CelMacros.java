package dev.baton.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.List;
import java.util.Optional;

/** The macros {@code map} and {@code filter} over an {@link ItemBuffer}; they mean what CEL says they mean. */
final class CelMacros {
    static final String START = "@items";
    static final String APPEND = "@append";
    static final String LIST = "@list";
    static final String ORIGIN = "@origin";

    private static final String HOW_TO_ASK =
            "origin(...) takes an argument of the call, as origin(args.to); of a part of a list ask origin(args.list)";

    private CelMacros() {}

    static List<CelMacro> all() {
        return List.of(
                CelMacro.newReceiverMacro(
                        "map",
                        2,
                        (factory, target, args) -> loop(factory, target, args.get(0), Optional.empty(), args.get(1))),
                CelMacro.newReceiverMacro(
                        "map",
                        3,
                        (factory, target, args) ->
                                loop(factory, target, args.get(0), Optional.of(args.get(1)), args.get(2))),
                CelMacro.newReceiverMacro(
                        "filter",
                        2,
                        (factory, target, args) -> loop(
                                factory, target, args.get(0), Optional.of(args.get(1)), factory.copy(args.get(0)))),
                CelMacro.newGlobalMacro("origin", 1, (factory, target, args) -> origin(factory, args.get(0))),
                CelMacro.newGlobalMacro("window", 1, (factory, target, args) -> window(factory, args.get(0))));
    }

    /**
     * {@code origin(args.lines[0].sku)} asks by the path. The value itself is looked at too, in a way that copes with its
     * absence, so that a misspelt name is found when the rule is loaded.
     */
    private static Optional<CelExpr> origin(CelMacroExprFactory factory, CelExpr path) {
        var name =
                Guards.name(path).filter(it -> it.equals("args") || it.startsWith("args.") || it.startsWith("args["));
        if (name.isEmpty()) {
            return Optional.of(factory.reportError(HOW_TO_ASK));
        }
        var within = name.get().substring("args".length());
        return Optional.of(factory.newGlobalCall(
                ORIGIN,
                factory.newIdentifier(Scope.ORIGINS),
                factory.newStringLiteral(within.startsWith(".") ? within.substring(1) : within),
                coping(factory, path)));
    }

    private static Optional<CelExpr> window(CelMacroExprFactory factory, CelExpr name) {
        return Guards.text(name).isEmpty()
                ? Optional.of(factory.reportError("window(...) takes the name of a window, as window('refunded')"))
                : Optional.of(factory.newGlobalCall("_[_]", factory.newIdentifier("windows"), factory.copy(name)));
    }

    private static CelExpr coping(CelMacroExprFactory factory, CelExpr path) {
        return switch (path.getKind()) {
            case SELECT ->
                factory.newGlobalCall(
                        "_?._",
                        coping(factory, path.select().operand()),
                        factory.newStringLiteral(path.select().field()));
            case CALL ->
                factory.newGlobalCall(
                        path.call().function().equals("_?._") ? "_?._" : "_[?_]",
                        coping(factory, path.call().args().get(0)),
                        factory.copy(path.call().args().get(1)));
            default -> factory.copy(path);
        };
    }

    private static Optional<CelExpr> loop(
            CelMacroExprFactory factory, CelExpr range, CelExpr variable, Optional<CelExpr> condition, CelExpr result) {
        if (variable.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return Optional.of(factory.reportError("the first argument of a macro must be the name of a variable"));
        }
        var buffer = factory.getAccumulatorVarName();
        var append = factory.newGlobalCall(APPEND, factory.newIdentifier(buffer), result);
        var step = condition
                .map(when -> factory.newGlobalCall("_?_:_", when, append, factory.newIdentifier(buffer)))
                .orElse(append);
        return Optional.of(factory.fold(
                variable.ident().name(),
                range,
                buffer,
                factory.newGlobalCall(START),
                factory.newBoolLiteral(true),
                step,
                factory.newGlobalCall(LIST, factory.newIdentifier(buffer))));
    }
}
