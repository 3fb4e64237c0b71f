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
                                factory, target, args.get(0), Optional.of(args.get(1)), factory.copy(args.get(0)))));
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
