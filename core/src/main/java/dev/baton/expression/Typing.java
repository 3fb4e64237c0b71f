package dev.baton.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prepares a tree for CEL's type checker, which knows nothing of JSON Schema: every path is replaced by a variable of
 * its type. The result is only checked, never evaluated.
 */
final class Typing {
    private final Map<Long, String> types;

    private Typing(Map<Long, String> types) {
        this.types = types;
    }

    static CelAbstractSyntaxTree of(CelAbstractSyntaxTree tree, Map<Long, String> types) {
        return CelAbstractSyntaxTree.newParsedAst(new Typing(types).typed(tree.getExpr()), tree.getSource());
    }

    private CelExpr typed(CelExpr expr) {
        var type = types.get(expr.id());
        if (type != null) {
            return CelExpr.ofIdent(expr.id(), type);
        }
        return switch (expr.getKind()) {
            case SELECT ->
                CelExpr.ofSelect(
                        expr.id(),
                        typed(expr.select().operand()),
                        expr.select().field(),
                        expr.select().testOnly());
            case CALL -> call(expr.id(), expr.call());
            case LIST ->
                CelExpr.ofList(
                        expr.id(),
                        typed(expr.list().elements()),
                        ImmutableList.copyOf(expr.list().optionalIndices()));
            case MAP -> map(expr.id(), expr.map());
            case COMPREHENSION -> comprehension(expr.id(), expr.comprehension());
            // a value may be compared with null, or be null otherwise, whatever its declared type
            case CONSTANT -> expr.constant().getKind() == CelConstant.Kind.NULL_VALUE ? dynamic(expr.id()) : expr;
            case IDENT, STRUCT, NOT_SET -> expr;
        };
    }

    private ImmutableList<CelExpr> typed(List<CelExpr> exprs) {
        return exprs.stream().map(this::typed).collect(ImmutableList.toImmutableList());
    }

    private static CelExpr dynamic(long id) {
        return CelExpr.ofIdent(id, CelEngine.variable("dyn", false));
    }

    private CelExpr call(long id, CelExpr.CelCall call) {
        var args = typed(call.args());
        if (call.function().equals("_?_:_")) {
            args = ImmutableList.of(args.get(0), loosened(args.get(1)), loosened(args.get(2)));
        }
        return CelExpr.ofCall(id, call.target().map(this::typed), call.function(), args);
    }

    /** The branches of a condition may differ in type, as JSON values do. No other expression has a negative id. */
    private static CelExpr loosened(CelExpr branch) {
        return CelExpr.ofCall(-branch.id(), Optional.empty(), "dyn", ImmutableList.of(branch));
    }

    private CelExpr map(long id, CelExpr.CelMap map) {
        return CelExpr.ofMap(
                id,
                map.entries().stream()
                        .map(entry -> CelExpr.ofMapEntry(
                                entry.id(), typed(entry.key()), typed(entry.value()), entry.optionalEntry()))
                        .collect(ImmutableList.toImmutableList()));
    }

    private CelExpr comprehension(long id, CelExpr.CelComprehension loop) {
        return CelExpr.ofComprehension(
                id,
                loop.iterVar(),
                loop.iterVar2(),
                typed(loop.iterRange()),
                loop.accuVar(),
                typed(loop.accuInit()),
                typed(loop.loopCondition()),
                typed(loop.loopStep()),
                typed(loop.result()));
    }
}
