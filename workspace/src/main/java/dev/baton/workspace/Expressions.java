package dev.baton.workspace;

import dev.baton.expression.Expression;
import dev.baton.expression.ExpressionException;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.json.Fields;
import dev.baton.json.Json;

/**
 * Compiles the expressions of a file as far as the file alone tells: their syntax and the names of their variables.
 * Those of policies and plans are left to the core, which knows the schemas of the tools.
 */
final class Expressions {
    private Expressions() {}

    /** A bare expression, if it is there. */
    static void check(Fields fields, String name, Scope scope) {
        fields.json(name)
                .flatMap(Json::asText)
                .ifPresent(text -> tellProblems(fields, name, () -> Expression.compile(text, scope)));
    }

    /** A text or tree with <code>${...}</code>, if it is there. */
    static void checkTemplate(Fields fields, String name, Scope scope) {
        fields.json(name).ifPresent(tree -> tellProblems(fields, name, () -> Template.compile(tree, scope)));
    }

    private static void tellProblems(Fields fields, String name, Runnable compiler) {
        try {
            compiler.run();
        } catch (ExpressionException e) {
            e.problems().forEach(problem -> fields.problem(name, problem));
        }
    }
}
