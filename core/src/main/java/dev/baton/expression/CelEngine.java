package dev.baton.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
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
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
            .comprehensionMaxIterations(20_000)
            .maxRegexProgramSize(1_000)
            .build();

    /** Without join and replace, which can make very long texts of short ones; {@link CelFunctions} bounds them. */
    private static final Set<Function> TEXT_FUNCTIONS =
            EnumSet.complementOf(EnumSet.of(Function.JOIN, Function.REPLACE));

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
                .setStandardMacros(
                        CelStandardMacro.HAS,
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE)
                .addMacros(CelMacros.all())
                .addLibraries(CelOptionalLibrary.INSTANCE, CelExtensions.strings(TEXT_FUNCTIONS))
                .addFunctionDeclarations(CelFunctions.declarations());
        Shape.types().forEach(name -> {
            builder.addVar(variable(name, false), type(name));
            builder.addVar(variable(name, true), OptionalType.create(type(name)));
        });
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

    private static CelRuntime runtime() {
        return CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardFunctions(CelStandardFunctions.newBuilder()
                        .filterFunctions(
                                (function, overload) -> !(overload instanceof AddOverload add) || isBounded(add))
                        .build())
                .addLibraries(CelOptionalLibrary.INSTANCE, CelExtensions.strings(TEXT_FUNCTIONS))
                .addFunctionBindings(CelFunctions.bindings())
                .build();
    }

    private static boolean isBounded(AddOverload overload) {
        return switch (overload) {
            case ADD_STRING, ADD_BYTES, ADD_LIST -> false;
            case ADD_INT64,
                    ADD_UINT64,
                    ADD_DOUBLE,
                    ADD_DURATION_DURATION,
                    ADD_TIMESTAMP_DURATION,
                    ADD_DURATION_TIMESTAMP -> true;
        };
    }
}
