package dev.baton.expression;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** One pass over the tree of a template; gathers the problems of all its texts. */
final class TemplateCompiler {
    private final Scope scope;
    private final List<String> problems = new ArrayList<>();
    private final List<Template.Part> parts = new ArrayList<>();

    TemplateCompiler(Scope scope) {
        this.scope = scope;
    }

    List<String> problems() {
        return problems;
    }

    List<Template.Part> parts() {
        return parts;
    }

    Template.Node compile(String path, Json tree) {
        return switch (tree) {
            case Json.Text text -> compileText(path, text);
            case Json.Arr array -> items(path, array);
            case Json.Obj object -> members(path, object);
            case Json.Null constant -> new Template.Constant(constant);
            case Json.Bool constant -> new Template.Constant(constant);
            case Json.Whole constant -> new Template.Constant(constant);
            case Json.Decimal constant -> new Template.Constant(constant);
        };
    }

    private Template.Node items(String path, Json.Arr array) {
        var items = new ArrayList<Template.Node>();
        for (var item : array.items()) {
            items.add(compile(path + "[" + items.size() + "]", item));
        }
        return new Template.Items(items);
    }

    private Template.Node members(String path, Json.Obj object) {
        var members = new LinkedHashMap<String, Template.Node>();
        object.members()
                .forEach((name, value) -> members.put(name, compile(path.isEmpty() ? name : path + "." + name, value)));
        return new Template.Members(members);
    }

    private Template.Node compileText(String path, Json.Text text) {
        try {
            return node(path, TemplateText.of(text.value()).pieces());
        } catch (ExpressionException e) {
            report(path, e);
            return new Template.Constant(text);
        }
    }

    private Template.Node node(String path, List<TemplateText.Piece> pieces) {
        if (pieces.size() == 1 && pieces.getFirst() instanceof TemplateText.Source(var source)) {
            return new Template.Alone(path, part(path, true, source));
        }
        var segments = new ArrayList<Template.Segment>();
        var problemsBefore = problems.size();
        for (var piece : pieces) {
            try {
                segments.add(segment(path, piece));
            } catch (ExpressionException e) {
                report(path, e);
            }
        }
        var constant = segments.stream().allMatch(Template.Plain.class::isInstance);
        return constant && problems.size() == problemsBefore
                ? new Template.Constant(Json.text(joined(segments)))
                : new Template.Joined(path, segments);
    }

    private static String joined(List<Template.Segment> segments) {
        var text = new StringBuilder();
        segments.forEach(segment -> text.append(segment.evaluate(Bindings.empty())));
        return text.toString();
    }

    private Template.Segment segment(String path, TemplateText.Piece piece) {
        return switch (piece) {
            case TemplateText.Literal(var text) -> new Template.Plain(text);
            case TemplateText.Source(var source) -> new Template.Inserted(part(path, false, source));
        };
    }

    private Expression part(String path, boolean alone, String source) {
        var expression = Expression.compile(source, scope);
        parts.add(new Template.Part(path, alone, expression));
        return expression;
    }

    private void report(String path, ExpressionException failure) {
        for (var problem : failure.problems()) {
            problems.add(path.isEmpty() ? problem : path + ": " + problem);
        }
    }
}
