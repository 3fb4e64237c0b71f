package dev.baton.server.console;

import dev.baton.engine.HandoffView;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.time.Instant;
import java.util.List;

/**
 * A question of an agent to a person, as a form.
 *
 * @param choices what can be chosen, when the answer is one of a few; as JSON, since that is what is sent
 * @param numeric whether a number is typed
 * @param plain whether what is typed is the answer itself, and not JSON
 */
public record QuestionShown(
        String id,
        String of,
        String question,
        List<Shown> context,
        List<Choice> choices,
        boolean numeric,
        boolean plain,
        Instant expires) {

    /** One of the possible answers. */
    public record Choice(String label, String json) {}

    static QuestionShown of(HandoffView.Needs.Input input) {
        var type = input.schema().textAt("type").orElse("");
        return new QuestionShown(
                input.id(),
                input.of(),
                input.question(),
                input.context() instanceof Json.Obj context ? Shown.of(context) : List.of(),
                choices(input.schema(), type),
                type.equals("integer") || type.equals("number"),
                type.equals("string"),
                input.expires());
    }

    static List<Choice> choices(Json.Obj schema, String type) {
        if (type.equals("boolean")) {
            return List.of(new Choice("Yes", "true"), new Choice("No", "false"));
        }
        return schema.get("enum").orElse(Json.array()) instanceof Json.Arr known
                ? known.items().stream()
                        .map(value -> new Choice(Labels.of(value.asText().orElseGet(value::write)), value.write()))
                        .toList()
                : List.of();
    }

    /** The answer as the schema wants it: text as it was typed, anything else as JSON, which choices are already. */
    static Json read(HandoffView.Needs.Input input, String entered) {
        var shown = of(input);
        if (shown.plain() && shown.choices().isEmpty()) {
            return Json.text(entered);
        }
        try {
            return Json.parse(entered.strip());
        } catch (JsonException e) {
            return Json.text(entered.strip());
        }
    }
}
