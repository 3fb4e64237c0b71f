package dev.baton.server.console;

import dev.baton.engine.HandoffView;
import dev.baton.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an agent asks whoever a handoff is for, as a form for the chat's card.
 *
 * @param handoff whose agent asks
 * @param whole whether the one entry is the answer, and not a member of it
 */
public record AnswerForm(
        String handoff,
        String id,
        String question,
        List<Shown> context,
        List<Entry> entries,
        boolean whole,
        Instant expires) {

    /** How something is entered. */
    public enum Kind {
        CHOICE,
        WHOLE_NUMBER,
        NUMBER,
        DATE,
        LINE,
        TEXT,
        JSON
    }

    /**
     * One thing to enter.
     *
     * @param id unique on the page
     * @param choices what can be chosen; values as JSON, since that is what is sent
     * @param least the smallest number, or how many characters at least
     * @param most the largest number, or how many characters at most
     */
    public record Entry(
            String id,
            String name,
            String label,
            Kind kind,
            List<QuestionShown.Choice> choices,
            Optional<String> least,
            Optional<String> most,
            boolean required) {}

    static AnswerForm of(String handoff, HandoffView.Needs.Input input) {
        var members = input.schema()
                .get("properties")
                .filter(Json.Obj.class::isInstance)
                .map(Json::asObject);
        return new AnswerForm(
                handoff,
                input.id(),
                input.question(),
                input.context() instanceof Json.Obj context ? Shown.of(context) : List.of(),
                members.map(it -> entries(handoff, input.schema(), it))
                        .orElseGet(
                                () -> List.of(entry(handoff + "-answer", "", input.question(), input.schema(), true))),
                members.isEmpty(),
                input.expires());
    }

    private static List<Entry> entries(String handoff, Json.Obj schema, Json.Obj members) {
        var required = schema.get("required").map(Json::asArray).orElse(List.of());
        var entries = new ArrayList<Entry>();
        members.members().forEach((name, member) -> {
            var own = member instanceof Json.Obj object ? object : Json.object();
            var label = own.textAt("x-ask").or(() -> own.textAt("title")).orElseGet(() -> Labels.of(name));
            entries.add(entry(handoff + "-" + entries.size(), name, label, own, required.contains(Json.text(name))));
        });
        return List.copyOf(entries);
    }

    private static Entry entry(String id, String name, String label, Json.Obj schema, boolean required) {
        var kind = kind(schema);
        var isText = kind == Kind.LINE || kind == Kind.TEXT;
        return new Entry(
                "answer-" + id,
                name,
                label,
                kind,
                QuestionShown.choices(schema, schema.textAt("type").orElse("")),
                bound(schema, isText ? "minLength" : "minimum"),
                bound(schema, isText ? "maxLength" : "maximum"),
                required);
    }

    private static Kind kind(Json.Obj schema) {
        var type = schema.textAt("type").orElse("");
        if (schema.get("enum").isPresent() || type.equals("boolean")) {
            return Kind.CHOICE;
        }
        return switch (type) {
            case "integer" -> Kind.WHOLE_NUMBER;
            case "number" -> Kind.NUMBER;
            case "string" -> text(schema);
            default -> Kind.JSON;
        };
    }

    private static Kind text(Json.Obj schema) {
        if (schema.textAt("format").equals(Optional.of("date"))) {
            return Kind.DATE;
        }
        var isShort = schema.get("pattern").isPresent()
                || schema.get("format").isPresent()
                || (schema.get("maxLength").orElse(Json.Null.INSTANCE) instanceof Json.Whole most
                        && most.value() <= 80);
        return isShort ? Kind.LINE : Kind.TEXT;
    }

    private static Optional<String> bound(Json.Obj schema, String keyword) {
        return schema.get(keyword)
                .filter(it -> it instanceof Json.Whole || it instanceof Json.Decimal)
                .map(Json::write);
    }
}
