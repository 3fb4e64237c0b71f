package dev.baton.assistant;

import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the agent of a handoff asks the person.
 *
 * @param id of the question, unique
 * @param context what it is about
 * @param schema JSON Schema of the answer
 */
public record RunQuestion(String handoff, String id, String text, Json context, Json.Obj schema) {
    private static final String ANSWER = "answer";

    /** The oldest one that is open, was told in this conversation, and can be answered here. */
    static Optional<RunQuestion> open(ConversationState state, Collection<Reading> readings) {
        return state.handoffs().stream()
                .flatMap(handoff -> readings.stream()
                        .filter(reading -> reading instanceof Reading.Standing standing
                                && standing.handoff().equals(handoff))
                        .flatMap(reading -> ((Reading.Standing) reading).asks().stream()))
                .filter(question -> state.relay().told().contains(question.id()))
                .findFirst();
    }

    /** The answer as a field of a form. */
    Field field() {
        return new Field(ANSWER, schema, true);
    }

    /** Whether anything that a person writes could be the answer. */
    boolean isFreeText() {
        var field = field();
        return field.choices().isEmpty()
                && field.pattern().isEmpty()
                && field.type().equals("string")
                && schema.textAt("type").isPresent()
                && schema.textAt("format").isEmpty();
    }

    /** What is wrong with an answer, in words; nothing when it fits. */
    List<String> problems(Json value) {
        return JsonSchema.of(schema).validate(value).stream()
                .map(JsonSchema.Violation::toString)
                .toList();
    }
}
