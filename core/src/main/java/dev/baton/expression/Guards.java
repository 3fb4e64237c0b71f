package dev.baton.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which members are known to be there once a condition is true, or once it is false. A member is named by the text
 * that selects it, such as {@code order.items[0].sku}.
 */
final class Guards {
    private Guards() {}

    static Set<String> whenTrue(CelExpr condition) {
        return switch (condition.getKind()) {
            case SELECT -> condition.select().testOnly() ? prefixes(condition) : Set.of();
            case CALL -> whenTrue(condition.call());
            default -> Set.of();
        };
    }

    private static Set<String> whenTrue(CelExpr.CelCall call) {
        return switch (call.function()) {
            case "_&&_" ->
                union(whenTrue(call.args().get(0)), whenTrue(call.args().get(1)));
            case "_||_" ->
                both(whenTrue(call.args().get(0)), whenTrue(call.args().get(1)));
            case "!_" -> whenFalse(call.args().get(0));
            case "hasValue" -> call.target().map(Guards::prefixes).orElse(Set.of());
            case "@in" -> keyIn(call);
            default -> Set.of();
        };
    }

    static Set<String> whenFalse(CelExpr condition) {
        if (condition.getKind() != ExprKind.Kind.CALL) {
            return Set.of();
        }
        var call = condition.call();
        return switch (call.function()) {
            case "_||_" ->
                union(whenFalse(call.args().get(0)), whenFalse(call.args().get(1)));
            case "_&&_" ->
                both(whenFalse(call.args().get(0)), whenFalse(call.args().get(1)));
            case "!_" -> whenTrue(call.args().get(0));
            default -> Set.of();
        };
    }

    static Set<String> union(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        var union = new HashSet<>(one);
        union.addAll(other);
        return union;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    /** {@code 'a' in b} says that {@code b.a} is there. */
    private static Set<String> keyIn(CelExpr.CelCall call) {
        return text(call.args().get(0))
                .flatMap(name -> name(call.args().get(1)).map(map -> Set.of(map + "." + name)))
                .orElse(Set.of());
    }

    /** Where {@code a.b.c} is there, {@code a.b} is too. */
    private static Set<String> prefixes(CelExpr path) {
        var prefixes = new HashSet<String>();
        var at = Optional.of(path);
        while (at.isPresent()) {
            name(at.get()).ifPresent(prefixes::add);
            at = at.flatMap(Guards::operand);
        }
        return prefixes;
    }

    private static Optional<CelExpr> operand(CelExpr path) {
        return switch (path.getKind()) {
            case SELECT -> Optional.of(path.select().operand());
            case CALL -> isStep(path.call()) ? Optional.of(path.call().args().get(0)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    static boolean isStep(CelExpr.CelCall call) {
        return switch (call.function()) {
            case "_?._", "_[_]", "_[?_]" -> true;
            default -> false;
        };
    }

    /** The one spelling of a path whose steps are all constant. */
    static Optional<String> name(CelExpr path) {
        return switch (path.getKind()) {
            case IDENT -> Optional.of(path.ident().name());
            case SELECT ->
                name(path.select().operand())
                        .map(operand -> operand + "." + path.select().field());
            case CALL -> callName(path.call());
            default -> Optional.empty();
        };
    }

    private static Optional<String> callName(CelExpr.CelCall call) {
        return call.function().equals("value") && call.args().isEmpty()
                ? call.target().flatMap(Guards::name)
                : isStep(call) ? stepName(call) : Optional.empty();
    }

    private static Optional<String> stepName(CelExpr.CelCall step) {
        var key = step.args().get(1);
        var end = text(key).map(text -> "." + text).or(() -> number(key).map(number -> "[" + number + "]"));
        return name(step.args().get(0)).flatMap(operand -> end.map(last -> operand + last));
    }

    private static Optional<Long> number(CelExpr expr) {
        return constant(expr)
                .filter(constant -> constant.getKind() == CelConstant.Kind.INT64_VALUE)
                .map(CelConstant::int64Value);
    }

    static Optional<String> text(CelExpr expr) {
        return constant(expr)
                .filter(constant -> constant.getKind() == CelConstant.Kind.STRING_VALUE)
                .map(CelConstant::stringValue);
    }

    static Optional<CelConstant> constant(CelExpr expr) {
        return expr.getKind() == ExprKind.Kind.CONSTANT ? Optional.of(expr.constant()) : Optional.empty();
    }
}
