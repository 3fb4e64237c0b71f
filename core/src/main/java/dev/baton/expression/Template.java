package dev.baton.expression;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A JSON tree whose texts may hold <code>${...}</code>. An expression that is the whole text keeps the type of its
 * result; inside other text it is written into it; where it is an empty optional its key or array item is left out.
 * <code>$${</code> stands for a literal <code>${</code>. Names of members are never templates.
 */
public final class Template {
    private final Json source;
    private final Node root;
    private final List<Part> parts;
    private final List<Leaf> leaves;

    private Template(Json source, Node root, List<Part> parts) {
        this.source = source;
        this.root = root;
        this.parts = List.copyOf(parts);
        this.leaves = TemplateLeaves.of(root);
    }

    /**
     * An expression in the tree.
     *
     * @param path where, as in {@code lines[0].sku}; empty for the whole tree
     * @param alone it is the whole text, so that its result keeps its type
     */
    public record Part(String path, boolean alone, Expression expression) {}

    /** @throws ExpressionException with every problem of every expression, each after its JSON path */
    public static Template compile(Json source, Scope scope) {
        var compiler = new TemplateCompiler(scope);
        var root = compiler.compile("", source);
        if (!compiler.problems().isEmpty()) {
            throw new ExpressionException(compiler.problems());
        }
        return new Template(source, root, compiler.parts());
    }

    /** The tree that, taken as a template, gives this tree back: every <code>${</code> in it is escaped. */
    public static Json literal(Json tree) {
        return switch (tree) {
            case Json.Text text -> Json.text(TemplateText.literal(text.value()));
            case Json.Arr array ->
                new Json.Arr(array.items().stream().map(Template::literal).toList());
            case Json.Obj object -> {
                var members = new LinkedHashMap<String, Json>();
                object.members().forEach((name, value) -> members.put(name, literal(value)));
                yield new Json.Obj(members);
            }
            case Json.Null same -> same;
            case Json.Bool same -> same;
            case Json.Whole same -> same;
            case Json.Decimal same -> same;
        };
    }

    public Json source() {
        return source;
    }

    /** Every expression with its place, in the order of the tree. */
    public List<Part> parts() {
        return parts;
    }

    /**
     * One value of the tree, at the end of a path.
     *
     * @param path where, as in {@code lines[0].sku}; empty for the whole tree
     * @param literals what whoever wrote it put in, also within its expressions; text of nothing but spaces is left out
     * @param references what its expressions read
     */
    public record Leaf(String path, List<Json> literals, Set<Reference> references) {
        public Leaf {
            literals = List.copyOf(literals);
            references = Set.copyOf(references);
        }
    }

    /** Every value with what it is made of, in the order of the tree. */
    public List<Leaf> leaves() {
        return leaves;
    }

    /** What all its expressions read. */
    public Set<Reference> references() {
        var references = new LinkedHashSet<Reference>();
        parts.forEach(part -> references.addAll(part.expression().references()));
        return references;
    }

    /** @throws EvaluationException naming the place, also when the whole tree is one empty optional */
    public Json evaluate(Bindings bindings) {
        return evaluateOptional(bindings).orElseThrow(() -> new EvaluationException(source.write() + " has no value"));
    }

    /** As {@link #evaluate}, but empty when the whole tree is one empty optional. */
    public Optional<Json> evaluateOptional(Bindings bindings) {
        return root.evaluate(bindings);
    }

    /**
     * The tree with the values of those expressions that read nothing but what is known; all others stay as they are
     * written.
     */
    public Json known(Bindings bindings, Predicate<Reference> known) {
        return known(root, source, bindings, known);
    }

    private static Json known(Node node, Json source, Bindings bindings, Predicate<Reference> known) {
        return switch (node) {
            case Constant(var value) -> value;
            case Alone alone -> known(alone, Set.of(alone.expression()), source, bindings, known);
            case Joined joined -> known(joined, joined.expressions(), source, bindings, known);
            case Items(var items) -> {
                var values = new ArrayList<Json>();
                for (var i = 0; i < items.size(); i++) {
                    values.add(known(items.get(i), source.asArray().get(i), bindings, known));
                }
                yield new Json.Arr(values);
            }
            case Members(var members) -> {
                var values = new LinkedHashMap<String, Json>();
                members.forEach((name, member) ->
                        values.put(name, known(member, source.get(name).orElseThrow(), bindings, known)));
                yield new Json.Obj(values);
            }
        };
    }

    private static Json known(
            Node node, Collection<Expression> expressions, Json source, Bindings bindings, Predicate<Reference> known) {
        var readable =
                expressions.stream().allMatch(it -> it.references().stream().allMatch(known));
        try {
            return readable ? node.evaluate(bindings).orElse(source) : source;
        } catch (EvaluationException e) {
            return source;
        }
    }

    @Override
    public String toString() {
        return source.write();
    }

    /** A compiled piece of the tree. */
    sealed interface Node {
        Optional<Json> evaluate(Bindings bindings);
    }

    record Constant(Json value) implements Node {
        @Override
        public Optional<Json> evaluate(Bindings bindings) {
            return Optional.of(value);
        }
    }

    record Alone(String path, Expression expression) implements Node {
        @Override
        public Optional<Json> evaluate(Bindings bindings) {
            return at(path, () -> expression.evaluateOptional(bindings));
        }
    }

    record Joined(String path, List<Segment> segments) implements Node {
        List<Expression> expressions() {
            return segments.stream()
                    .flatMap(segment ->
                            segment instanceof Inserted(var expression) ? Stream.of(expression) : Stream.empty())
                    .toList();
        }

        @Override
        public Optional<Json> evaluate(Bindings bindings) {
            var text = new StringBuilder();
            segments.forEach(segment -> text.append(at(path, () -> segment.evaluate(bindings))));
            return Optional.of(Json.text(text.toString()));
        }
    }

    record Items(List<Node> items) implements Node {
        @Override
        public Optional<Json> evaluate(Bindings bindings) {
            var values = new ArrayList<Json>(items.size());
            items.forEach(item -> item.evaluate(bindings).ifPresent(values::add));
            return Optional.of(new Json.Arr(values));
        }
    }

    record Members(LinkedHashMap<String, Node> members) implements Node {
        @Override
        public Optional<Json> evaluate(Bindings bindings) {
            var values = new LinkedHashMap<String, Json>();
            members.forEach((name, node) -> node.evaluate(bindings).ifPresent(value -> values.put(name, value)));
            return Optional.of(new Json.Obj(values));
        }
    }

    /** A stretch of text, or an expression that is written into the text. */
    sealed interface Segment {
        String evaluate(Bindings bindings);
    }

    record Plain(String text) implements Segment {
        @Override
        public String evaluate(Bindings bindings) {
            return text;
        }
    }

    record Inserted(Expression expression) implements Segment {
        /** Nothing and null are refused: a text such as a key would silently become one that many share. */
        @Override
        public String evaluate(Bindings bindings) {
            return switch (expression.evaluate(bindings)) {
                case Json.Text text -> text.value();
                case Json.Null ignored ->
                    throw new EvaluationException(
                            "'" + expression + "' is null, which cannot be written into text; choose what to write");
                case Json other -> new String(other.canonical(), java.nio.charset.StandardCharsets.UTF_8);
            };
        }
    }

    private static <T> T at(String path, java.util.function.Supplier<T> evaluation) {
        try {
            return evaluation.get();
        } catch (EvaluationException e) {
            throw path.isEmpty() ? e : new EvaluationException(path + ": " + e.getMessage(), e);
        }
    }
}
