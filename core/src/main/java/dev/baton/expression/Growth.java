package dev.baton.expression;

import dev.cel.common.ast.CelExpr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many times larger than its input the result of an expression can become. Only a macro can repeat a value that is
 * already large: {@code [1, 1].map(a, [a, a]).map(a, [a, a])} doubles it with every link of the chain, and a hundred
 * links would outgrow any memory within a few iterations. So it is computed when the expression is loaded.
 */
final class Growth {
    private static final double MOST = 1_000;
    private static final int DEEPEST = 6;

    /** Functions whose result is small, however large their arguments are. */
    private static final Set<String> SMALL = Set.of(
            "_&&_",
            "_||_",
            "!_",
            "_==_",
            "_!=_",
            "_<_",
            "_<=_",
            "_>_",
            "_>=_",
            "@in",
            "@not_strictly_false",
            "size",
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "hasValue",
            "int",
            "uint",
            "double",
            "bool",
            "timestamp",
            "duration",
            "type",
            "indexOf",
            "lastIndexOf",
            "charAt",
            CelMacros.START);

    private final Map<String, Double> variables;
    private final int depth;

    private Growth(Map<String, Double> variables, int depth) {
        this.variables = variables;
        this.depth = depth;
    }

    static boolean isBounded(CelExpr expression) {
        return new Growth(Map.of(), 0).of(expression) <= MOST;
    }

    private double of(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> variables.getOrDefault(expr.ident().name(), 1.0);
            case SELECT -> expr.select().testOnly() ? 1 : of(expr.select().operand());
            case CALL -> of(expr.call());
            case LIST -> 1 + sum(expr.list().elements());
            case MAP ->
                1
                        + sum(expr.map().entries().stream()
                                .map(CelExpr.CelMap.Entry::value)
                                .toList());
            case STRUCT ->
                1
                        + sum(expr.struct().entries().stream()
                                .map(CelExpr.CelStruct.Entry::value)
                                .toList());
            case COMPREHENSION -> of(expr.comprehension());
            case CONSTANT, NOT_SET -> 1;
        };
    }

    private double sum(List<CelExpr> parts) {
        return parts.stream().mapToDouble(this::of).sum();
    }

    private double of(CelExpr.CelCall call) {
        var args = call.args();
        if (call.function().equals("_?_:_")) {
            of(args.get(0));
            return Math.max(of(args.get(1)), of(args.get(2)));
        }
        var all = sum(args) + call.target().map(this::of).orElse(0.0);
        return all > MOST || !SMALL.contains(call.function()) ? all : 1;
    }

    /** The items of the range share its size; what a step makes of each may also hold something else that is large. */
    private double of(CelExpr.CelComprehension loop) {
        if (depth == DEEPEST) {
            return Double.POSITIVE_INFINITY;
        }
        var range = of(loop.iterRange());
        var start = of(loop.accuInit());
        var step = inside(loop, range, start).of(loop.loopStep())
                + range * inside(loop, 1, start).of(loop.loopStep());
        return inside(loop, 1, Math.max(start, step)).of(loop.result());
    }

    private Growth inside(CelExpr.CelComprehension loop, double item, double accumulator) {
        var more = new HashMap<>(variables);
        more.put(loop.iterVar(), item);
        more.put(loop.iterVar2(), item);
        more.put(loop.accuVar(), accumulator);
        return new Growth(more, depth + 1);
    }
}
