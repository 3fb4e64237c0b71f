package dev.baton.expression;

import com.google.common.collect.ImmutableList;
import dev.baton.json.Json;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import java.util.Optional;

/** Finds durations, times and regular expressions that are written out and wrong: they would fail at every evaluation. */
final class Literals {
    private Literals() {}

    /** A text or a number that is written out; yes, no and null say too little to be anybody's words. */
    static Optional<Json> value(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> Optional.of(Json.text(constant.stringValue()));
            case BYTES_VALUE -> Optional.of(Json.text(constant.bytesValue().toString()));
            case INT64_VALUE -> Optional.of(Json.number(constant.int64Value()));
            case UINT64_VALUE -> Optional.of(Json.number(constant.uint64Value().longValue()));
            case DOUBLE_VALUE -> Optional.of(Json.number(constant.doubleValue()));
            default -> Optional.empty();
        };
    }

    /** What is wrong with a call, in words. */
    static Optional<String> problem(CelExpr.CelCall call) {
        return switch (call.function()) {
            case "duration" -> wrong(call, "'%s' is no duration; write it as in 720h, 90m or 1h30m");
            case "timestamp" -> wrong(call, "'%s' is no time; write it as in 2026-01-31T12:00:00Z");
            case "matches" -> wrong(call, "'%s' is no regular expression that can be used here");
            default -> Optional.empty();
        };
    }

    private static Optional<String> wrong(CelExpr.CelCall call, String words) {
        var literal = call.args().isEmpty()
                ? Optional.<String>empty()
                : Guards.text(call.args().getLast());
        return literal.filter(text -> fails(call.function(), text)).map(words::formatted);
    }

    private static boolean fails(String function, String literal) {
        var constant = CelExpr.ofConstant(1, CelConstant.ofValue(literal));
        var target = function.equals("matches")
                ? Optional.of(CelExpr.ofConstant(2, CelConstant.ofValue("")))
                : Optional.<CelExpr>empty();
        var call = CelExpr.ofCall(3, target, function, ImmutableList.of(constant));
        var tree =
                CelAbstractSyntaxTree.newParsedAst(call, CelSource.newBuilder().build());
        try {
            CelEngine.program(tree).eval();
            return false;
        } catch (CelEvaluationException e) {
            return true;
        }
    }
}
