package dev.baton.expression;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;

/** How CEL is set up here: which language, which limits. The same for all expressions. */
final class CelEngine {
    /** Long enough for any rule that a person can still read. */
    static final int LONGEST_SOURCE = 8_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .enableOptionalSyntax(true)
            .enableQuotedIdentifierSyntax(true)
            .maxExpressionCodePointSize(LONGEST_SOURCE)
            .maxParseRecursionDepth(100)
            .comprehensionMaxIterations(100_000)
            .maxRegexProgramSize(10_000)
            .build();

    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME = runtime();

    private CelEngine() {}

    static CelValidationResult parse(String source) {
        return COMPILER.parse(source);
    }

    /** Checks types; every variable must be one named by {@link #variable}. */
    static CelValidationResult check(CelAbstractSyntaxTree tree) {
        return COMPILER.check(tree);
    }

    /** CEL's evaluator takes a tree that was parsed only: the values of JSON tell their types themselves. */
    static CelRuntime.Program program(CelAbstractSyntaxTree tree) {
        try {
            return RUNTIME.createProgram(tree);
        } catch (CelEvaluationException e) {
            throw new ExpressionException(List.of(Wording.failure(e)));
        }
    }

    /** The variable that stands for any value of a type while types are checked. */
    static String variable(String type, boolean optional) {
        return (optional ? "@optional_" : "@") + type;
    }

    private static CelCompiler compiler() {
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelOptionalLibrary.INSTANCE, CelExtensions.strings());
        Shape.types().forEach(name -> {
            builder.addVar(variable(name, false), type(name));
            builder.addVar(variable(name, true), OptionalType.create(type(name)));
        });
        for (var operator : List.of("_+_", "_-_", "_*_", "_/_")) {
            builder.addFunctionDeclarations(mixed(operator, SimpleType.DOUBLE));
        }
        for (var operator : List.of("_==_", "_!=_")) {
            builder.addFunctionDeclarations(mixed(operator, SimpleType.BOOL));
        }
        return builder.build();
    }

    private static CelType type(String name) {
        return switch (name) {
            case "string" -> SimpleType.STRING;
            case "int" -> SimpleType.INT;
            case "double" -> SimpleType.DOUBLE;
            case "bool" -> SimpleType.BOOL;
            case "time" -> SimpleType.TIMESTAMP;
            case "map" -> MapType.create(SimpleType.STRING, SimpleType.DYN);
            case String list when list.startsWith("list_") -> ListType.create(type(list.substring(5)));
            default -> SimpleType.DYN;
        };
    }

    /** JSON does not tell 10 from 10.0, so arithmetic must not either: a price of 10 would fail where 10.5 works. */
    private static CelFunctionDecl mixed(String operator, CelType result) {
        return CelFunctionDecl.newFunctionDeclaration(
                operator,
                CelOverloadDecl.newGlobalOverload(operator + "int_double", result, SimpleType.INT, SimpleType.DOUBLE),
                CelOverloadDecl.newGlobalOverload(operator + "double_int", result, SimpleType.DOUBLE, SimpleType.INT));
    }

    private static CelRuntime runtime() {
        return CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(CelOptionalLibrary.INSTANCE, CelExtensions.strings())
                .addFunctionBindings(mixed("_+_", (a, b) -> a + b))
                .addFunctionBindings(mixed("_-_", (a, b) -> a - b))
                .addFunctionBindings(mixed("_*_", (a, b) -> a * b))
                .addFunctionBindings(mixed("_/_", (a, b) -> a / b))
                .build();
    }

    @Immutable
    private interface Arithmetic {
        double apply(double one, double other);
    }

    private static Iterable<CelFunctionBinding> mixed(String operator, Arithmetic arithmetic) {
        return CelFunctionBinding.fromOverloads(
                operator,
                CelFunctionBinding.from(
                        operator + "int_double", Long.class, Double.class, (a, b) -> arithmetic.apply(a, b)),
                CelFunctionBinding.from(
                        operator + "double_int", Double.class, Long.class, (a, b) -> arithmetic.apply(a, b)));
    }
}
