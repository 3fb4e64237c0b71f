package dev.baton.expression;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Goes through a compiled template and says of every value what it is made of. */
final class TemplateLeaves {
    private final List<Template.Leaf> leaves = new ArrayList<>();

    private TemplateLeaves() {}

    static List<Template.Leaf> of(Template.Node root) {
        var found = new TemplateLeaves();
        found.visit("", root);
        return List.copyOf(found.leaves);
    }

    private void visit(String path, Template.Node node) {
        switch (node) {
            case Template.Constant(var value) -> constant(path, value);
            case Template.Alone(var at, var expression) ->
                leaves.add(new Template.Leaf(path, expression.literals(), expression.references()));
            case Template.Joined(var at, var segments) -> joined(path, segments);
            case Template.Items(var items) -> {
                if (items.isEmpty()) {
                    constant(path, new Json.Arr(List.of()));
                }
                for (var i = 0; i < items.size(); i++) {
                    visit(path + "[" + i + "]", items.get(i));
                }
            }
            case Template.Members(var members) -> {
                if (members.isEmpty()) {
                    constant(path, Json.object());
                }
                members.forEach((name, member) -> visit(path.isEmpty() ? name : path + "." + name, member));
            }
        }
    }

    private void constant(String path, Json value) {
        leaves.add(new Template.Leaf(path, List.of(value), Set.of()));
    }

    private void joined(String path, List<Template.Segment> segments) {
        var literals = new ArrayList<Json>();
        var references = new LinkedHashSet<Reference>();
        for (var segment : segments) {
            switch (segment) {
                case Template.Plain(var text) -> {
                    if (!text.isBlank()) {
                        literals.add(Json.text(text));
                    }
                }
                case Template.Inserted(var expression) -> {
                    literals.addAll(expression.literals());
                    references.addAll(expression.references());
                }
            }
        }
        leaves.add(new Template.Leaf(path, literals, references));
    }
}
