package dev.baton.expression;

import dev.baton.json.Json;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A compiled CEL expression. It has no side effect, always ends, and is bounded in time by limits on its length, on the
 * iterations of its macros and by regular expressions of linear time. Safe for use by many threads.
 */
public final class Expression {
    private final String source;
    private final CelRuntime.Program program;
    private final Set<Reference> references;
    private final List<Json> literals;
    private final Shape shape;
    private final CelType type;

    private Expression(String source, CelRuntime.Program program, Inspection inspection, CelType type) {
        this.source = source;
        this.program = program;
        this.references = Collections.unmodifiableSet(inspection.references());
        this.literals = List.copyOf(inspection.literals());
        this.shape = inspection.result();
        this.type = type;
    }

    /**
     * Compiles and checks an expression.
     *
     * @throws ExpressionException telling every problem: bad syntax, unknown variables and functions, members that the
     *     schemas do not have, members that may be missing and are not guarded, types that do not fit
     */
    public static Expression compile(String source, Scope scope) {
        var tree = parse(source);
        var inspection = new Inspection(tree, scope);
        var checked = CelEngine.check(Typing.of(tree, inspection.types()));
        var problems = new LinkedHashSet<>(inspection.problems());
        checked.getErrors().forEach(issue -> problems.add(Wording.problem(issue)));
        if (!Growth.isBounded(tree.getExpr())) {
            problems.add("its macros could make a value too large out of what they are given; nest or chain fewer");
        }
        if (!problems.isEmpty()) {
            throw new ExpressionException(List.copyOf(problems));
        }
        return new Expression(
                source, CelEngine.program(tree), inspection, tree(checked).getResultType());
    }

    private static CelAbstractSyntaxTree parse(String source) {
        if (source.length() > CelEngine.LONGEST_SOURCE) {
            throw new ExpressionException(List.of("the expression has " + source.length() + " characters; at most "
                    + CelEngine.LONGEST_SOURCE + " are allowed"));
        }
        return tree(CelEngine.parse(source));
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            var problems = new ArrayList<String>();
            e.getErrors().forEach(issue -> problems.add(Wording.problem(issue)));
            throw new ExpressionException(problems.isEmpty() ? List.of(String.valueOf(e.getMessage())) : problems);
        }
    }

    public String source() {
        return source;
    }

    /**
     * Every longest path that the expression reads, in the order in which they are written. What {@code origin(args.x)}
     * asks is a {@link Reference#isOrigin()}.
     */
    public Set<Reference> references() {
        return references;
    }

    /** The texts and numbers that whoever wrote it put in, but for names and indexes of members that it selects. */
    public List<Json> literals() {
        return literals;
    }

    /** The JSON Schema type name of the result, where it is certain; that of the content for an optional. */
    public Optional<String> type() {
        return switch (content().kind()) {
            case STRING, BYTES, TIMESTAMP, DURATION -> Optional.of("string");
            case INT, UINT -> Optional.of("integer");
            case DOUBLE -> Optional.of("number");
            case BOOL -> Optional.of("boolean");
            case LIST -> Optional.of("array");
            case MAP -> Optional.of("object");
            default -> Optional.empty();
        };
    }

    /** The schema of the result, where the expression is nothing but a path to a value with a schema. */
    public Optional<Json.Obj> schema() {
        return shape.isKnown() ? Optional.of(shape.schema()) : Optional.empty();
    }

    /** Whether the result is a CEL optional, which may turn out empty. */
    public boolean isOptional() {
        return type instanceof OptionalType;
    }

    private CelType content() {
        return type instanceof OptionalType optional
                ? optional.parameters().stream().findFirst().orElse(SimpleType.DYN)
                : type;
    }

    /**
     * The result as JSON: times as RFC 3339 and durations as ISO 8601 text, bytes as base64, integers beyond 2^53 as
     * text; an empty optional inside a map or list is left out.
     *
     * @throws EvaluationException when the evaluation fails, or the result is an empty optional or no JSON value
     */
    public Json evaluate(Bindings bindings) {
        return evaluateOptional(bindings)
                .orElseThrow(() ->
                        new EvaluationException("'" + source + "' has no value here; give it one with .orValue(...)"));
    }

    /**
     * As {@link #evaluate}, but an empty CEL optional gives empty.
     *
     * @throws EvaluationException when the evaluation fails or the result is no JSON value
     */
    public Optional<Json> evaluateOptional(Bindings bindings) {
        var steps = new Steps();
        return json(result(bindings, steps), steps);
    }

    /** Evaluates a condition. Never throws: whatever is not a boolean is {@link Truth.Failed}. */
    public Truth test(Bindings bindings) {
        try {
            var steps = new Steps();
            var result = result(bindings, steps);
            if (result instanceof Boolean answer) {
                return answer ? new Truth.True() : new Truth.False();
            }
            var kind = json(result, steps).map(Json::kind).orElse("nothing");
            return new Truth.Failed("'" + source + "' gives " + kind + ", not true or false");
        } catch (EvaluationException e) {
            return new Truth.Failed(String.valueOf(e.getMessage()));
        }
    }

    private Object result(Bindings bindings, Steps steps) {
        try {
            return program.eval(variable -> bindings.find(variable, steps));
        } catch (CelEvaluationException e) {
            // CEL's own words may repeat values, so they are not passed on as the cause
            throw new EvaluationException("'" + source + "' failed: " + Wording.failure(e));
        } catch (StackOverflowError e) {
            throw new EvaluationException("'" + source + "' failed: its values are nested too deep", e);
        }
    }

    private Optional<Json> json(Object result, Steps steps) {
        try {
            return CelValues.json(result, steps);
        } catch (EvaluationException e) {
            throw new EvaluationException("'" + source + "' failed: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return source;
    }
}
