package dev.baton.expression;

import dev.baton.expression.Shape.Presence;
import dev.baton.json.Json;
import dev.baton.json.Spelling;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One walk through a parsed expression: finds what it reads, what of that the schemas of the scope do not have or do
 * not promise, and the type of every path, so that CEL can check the rest.
 */
final class Inspection {
    private static final Set<String> NAMESPACES = Set.of("optional", "strings");
    private static final Set<String> TYPES =
            Set.of("bool", "bytes", "double", "int", "list", "map", "null_type", "string", "type", "uint");
    private static final int MOST_NAMES = 8;

    private final Scope scope;
    private final CelAbstractSyntaxTree tree;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<Reference> references = new LinkedHashSet<>();
    private final Map<Long, String> types = new HashMap<>();
    private final List<Json> literals = new ArrayList<>();
    private final Shape result;

    Inspection(CelAbstractSyntaxTree tree, Scope scope) {
        this.tree = tree;
        this.scope = scope;
        this.result = visit(tree.getExpr(), Context.EMPTY).shape();
    }

    Set<String> problems() {
        return problems;
    }

    Set<Reference> references() {
        return references;
    }

    /** By the id of a path in the tree, the variable that stands for its type. */
    Map<Long, String> types() {
        return types;
    }

    /** Texts and numbers that are written in it, but for names and indexes of members that it selects. */
    List<Json> literals() {
        return literals;
    }

    Shape result() {
        return result;
    }

    /** What holds at one place: the variables of the macros around it, and the members known to be there. */
    private record Context(Map<String, Chain> locals, Set<String> present) {
        static final Context EMPTY = new Context(Map.of(), Set.of());

        Context knowing(Set<String> more) {
            return new Context(locals, Guards.union(present, more));
        }

        Context declaring(String variable, Shape shape, boolean optional) {
            var more = new HashMap<>(locals);
            more.put(variable, new Chain(shape, optional, Optional.empty(), false));
            return new Context(
                    more,
                    present.stream()
                            .filter(name -> !name.equals(variable)
                                    && !name.startsWith(variable + ".")
                                    && !name.startsWith(variable + "["))
                            .collect(Collectors.toSet()));
        }
    }

    /**
     * A value on the way along a path.
     *
     * @param reference what was selected so far from a variable of the scope
     * @param constant all steps are known, so that a variable of its type can stand for the whole path
     */
    private record Chain(Shape shape, boolean optional, Optional<Reference> reference, boolean constant) {
        static final Chain UNKNOWN = new Chain(Shape.ANY, false, Optional.empty(), false);
    }

    private Chain visit(CelExpr expr, Context context) {
        return switch (expr.getKind()) {
            case IDENT, SELECT -> finish(expr, context);
            case CALL -> visit(expr, expr.call(), context);
            case LIST -> visitAll(expr.list().elements(), context);
            case MAP ->
                visitAll(
                        expr.map().entries().stream()
                                .flatMap(entry -> List.of(entry.key(), entry.value()).stream())
                                .toList(),
                        context);
            case STRUCT ->
                visitAll(
                        expr.struct().entries().stream()
                                .map(CelExpr.CelStruct.Entry::value)
                                .toList(),
                        context);
            case COMPREHENSION -> visit(expr.comprehension(), context);
            case CONSTANT -> {
                Literals.value(expr.constant()).ifPresent(literals::add);
                yield Chain.UNKNOWN;
            }
            case NOT_SET -> Chain.UNKNOWN;
        };
    }

    private Chain visitAll(List<CelExpr> parts, Context context) {
        parts.forEach(part -> visit(part, context));
        return Chain.UNKNOWN;
    }

    private Chain visit(CelExpr expr, CelExpr.CelCall call, Context context) {
        var args = call.args();
        switch (call.function()) {
            case "_?._", "_[_]", "_[?_]" -> {
                return finish(expr, context);
            }
            // each side of && only counts while the other is true, each side of || while the other is false
            case "_&&_" -> {
                visit(args.get(0), context.knowing(Guards.whenTrue(args.get(1))));
                visit(args.get(1), context.knowing(Guards.whenTrue(args.get(0))));
            }
            case "_||_" -> {
                visit(args.get(0), context.knowing(Guards.whenFalse(args.get(1))));
                visit(args.get(1), context.knowing(Guards.whenFalse(args.get(0))));
            }
            case "_?_:_" -> {
                visit(args.get(0), context);
                visit(args.get(1), context.knowing(Guards.whenTrue(args.get(0))));
                visit(args.get(2), context.knowing(Guards.whenFalse(args.get(0))));
            }
            case "value" -> {
                return call.target()
                        .map(target -> new Chain(visit(target, context).shape(), false, Optional.empty(), false))
                        .orElse(Chain.UNKNOWN);
            }
            case CelMacros.ORIGIN -> {
                return origin(expr, call, context);
            }
            default -> visitCall(expr, call, context);
        }
        return Chain.UNKNOWN;
    }

    private Chain origin(CelExpr expr, CelExpr.CelCall call, Context context) {
        if (scope.knows(Scope.ORIGINS)) {
            visit(call.args().get(2), context);
            Guards.text(call.args().get(1)).ifPresent(path -> references.add(Reference.origin(path)));
        } else {
            problem(expr, "origin(...) can only be asked in the rules of a policy");
        }
        types.put(call.args().get(0).id(), CelEngine.variable("dyn", false));
        return new Chain(Shape.ORIGINS, false, Optional.empty(), false);
    }

    private void visitCall(CelExpr expr, CelExpr.CelCall call, Context context) {
        Literals.problem(call).ifPresent(words -> problem(expr, words));
        call.target().filter(target -> !isNamespace(target)).ifPresent(target -> visit(target, context));
        var chains =
                call.args().stream().map(argument -> visit(argument, context)).toList();
        if (call.args().size() == 2) {
            switch (call.function()) {
                case "_==_", "_!=_" -> {
                    checkValue(
                            expr, chains.get(0), call.args().get(0), call.args().get(1));
                    checkValue(
                            expr, chains.get(1), call.args().get(1), call.args().get(0));
                    checkValues(expr, chains.get(0), call.args().get(1));
                    checkValues(expr, chains.get(1), call.args().get(0));
                }
                case "@in" -> {
                    var list = call.args().get(1);
                    checkOrigin(expr, chains.get(1).shape().items(), call.args().get(0));
                    if (list.getKind() == CelExpr.ExprKind.Kind.LIST) {
                        list.list()
                                .elements()
                                .forEach(value -> checkValue(
                                        expr, chains.get(0), call.args().get(0), value));
                    }
                }
                default -> {}
            }
        }
    }

    private boolean isNamespace(CelExpr target) {
        return target.getKind() == CelExpr.ExprKind.Kind.IDENT
                && NAMESPACES.contains(target.ident().name())
                && !scope.knows(target.ident().name());
    }

    /** A list of origins that is compared as a whole. */
    private void checkValues(CelExpr at, Chain chain, CelExpr list) {
        if (list.getKind() == CelExpr.ExprKind.Kind.LIST) {
            list.list()
                    .elements()
                    .forEach(value -> checkOrigin(at, chain.shape().items(), value));
        }
    }

    private void checkOrigin(CelExpr at, Shape shape, CelExpr value) {
        if (shape.isOrigin()) {
            Guards.text(value).flatMap(OriginWords::problem).ifPresent(words -> problem(at, words));
        }
    }

    /** A comparison with a text that the schema does not allow can never be true. */
    private void checkValue(CelExpr at, Chain chain, CelExpr path, CelExpr value) {
        checkOrigin(at, chain.shape(), value);
        var allowed = chain.shape().values();
        Guards.text(value)
                .filter(text -> !allowed.isEmpty() && !allowed.contains(text))
                .ifPresent(text -> problem(
                        at, nameOf(path) + " is never '" + text + "'" + hint(text, allowed, "; it is one of ")));
    }

    private Chain visit(CelExpr.CelComprehension loop, Context context) {
        var range = visit(loop.iterRange(), context);
        var start = visit(loop.accuInit(), context);
        var inside = context.declaring(loop.iterVar(), range.shape().elements(), false)
                .declaring(loop.accuVar(), start.shape(), start.optional());
        if (!loop.iterVar2().isEmpty()) {
            inside = inside.declaring(loop.iterVar2(), Shape.ANY, false);
        }
        visit(loop.loopCondition(), inside);
        visit(loop.loopStep(), inside);
        visit(loop.result(), inside);
        return Chain.UNKNOWN;
    }

    /** Follows a path to its end and notes what it reads and of which type it is. */
    private Chain finish(CelExpr path, Context context) {
        var chain = follow(path, context);
        chain.reference().ifPresent(references::add);
        if (chain.constant()) {
            types.put(path.id(), CelEngine.variable(chain.shape().type(), chain.optional()));
        }
        return chain;
    }

    private Chain follow(CelExpr path, Context context) {
        return switch (path.getKind()) {
            case IDENT -> variable(path, context);
            case SELECT -> select(path, context);
            case CALL -> Guards.isStep(path.call()) ? step(path, path.call(), context) : visit(path, context);
            default -> visit(path, context);
        };
    }

    private Chain variable(CelExpr expr, Context context) {
        var name = expr.ident().name();
        var local = context.locals().get(name);
        if (local != null) {
            return local;
        }
        if (scope.knows(name)) {
            var reference = new Reference(name, List.of(), false);
            return new Chain(scope.shape(name), false, Optional.of(reference), true);
        }
        if (TYPES.contains(name)) {
            return Chain.UNKNOWN;
        }
        problem(expr, "unknown variable '" + name + "'" + hint(name, scope.names(), "; there are "));
        return new Chain(Shape.ANY, false, Optional.empty(), true);
    }

    private Chain select(CelExpr expr, Context context) {
        var select = expr.select();
        var operand = follow(select.operand(), context);
        if (select.testOnly()) {
            var chain = member(expr, operand, select.operand(), select.field(), true, context);
            return new Chain(Shape.BOOL, false, chain.reference(), chain.constant());
        }
        return member(expr, operand, select.operand(), select.field(), operand.optional(), context);
    }

    private Chain step(CelExpr expr, CelExpr.CelCall step, Context context) {
        var key = step.args().get(1);
        var operandExpr = step.args().get(0);
        var name = Guards.text(key);
        var optional = !step.function().equals("_[_]");
        if (name.isPresent()) {
            var operand = follow(operandExpr, context);
            var copes = optional || operand.optional();
            var chain = member(expr, operand, operandExpr, name.get(), copes, context);
            return new Chain(chain.shape(), copes, chain.reference(), chain.constant());
        }
        return index(operandExpr, key, optional, context);
    }

    /** An index ends what is referred to, but the items' schema still applies. */
    private Chain index(CelExpr operandExpr, CelExpr key, boolean optional, Context context) {
        if (Guards.constant(key).isEmpty()) {
            var operand = finish(operandExpr, context);
            visit(key, context);
            return new Chain(operand.shape().items(), optional || operand.optional(), Optional.empty(), false);
        }
        var operand = follow(operandExpr, context);
        operand.reference().ifPresent(references::add);
        return new Chain(operand.shape().items(), optional || operand.optional(), Optional.empty(), operand.constant());
    }

    private Chain member(
            CelExpr expr, Chain operand, CelExpr operandExpr, String name, boolean copes, Context context) {
        var guarded = Guards.name(expr).filter(context.present()::contains).isPresent();
        var member = operand.shape().member(name);
        if (!operand.shape().mayHaveMembers()) {
            problem(
                    expr,
                    nameOf(operandExpr) + " is " + operand.shape().inWords() + " and has no member '" + name + "'");
        } else if (member.presence() == Presence.NEVER) {
            problem(
                    expr,
                    nameOf(operandExpr) + " has no member '" + name + "'"
                            + hint(name, operand.shape().memberNames(), "; it has "));
        } else if (member.presence() == Presence.MAYBE && !copes && !guarded) {
            problem(expr, mayBeMissing(operandExpr, name));
        }
        var reference = operand.reference().map(path -> extend(path, name, copes || guarded));
        // a path that starts at a macro's own variable has a type of its own as soon as a member is selected
        var constant = operand.constant() || isLocal(operandExpr, context);
        return new Chain(member.shape(), operand.optional(), reference, constant);
    }

    private static boolean isLocal(CelExpr expr, Context context) {
        return expr.getKind() == CelExpr.ExprKind.Kind.IDENT
                && context.locals().containsKey(expr.ident().name());
    }

    private static Reference extend(Reference reference, String name, boolean optional) {
        var path = new ArrayList<>(reference.path());
        path.add(name);
        return new Reference(reference.variable(), path, reference.optional() || optional);
    }

    private static String mayBeMissing(CelExpr operand, String name) {
        var path = nameOf(operand);
        return name + " may be missing; write " + path + ".?" + name + " or guard it with has(" + path + "." + name
                + ")";
    }

    private static String nameOf(CelExpr path) {
        return Guards.name(path).orElse("this");
    }

    private static String hint(String word, Collection<String> names, String before) {
        var hint = Spelling.hint(word, names);
        return hint.isEmpty() && !names.isEmpty() && names.size() <= MOST_NAMES
                ? before + String.join(", ", names)
                : hint;
    }

    private void problem(CelExpr at, String words) {
        var offset = tree.getSource().getPositionsMap().get(at.id());
        var place = Optional.ofNullable(offset).flatMap(tree.getSource()::getOffsetLocation);
        problems.add(words + place.map(Wording::position).orElse(""));
    }
}
