package dev.baton.connect.openapi;

import dev.baton.connect.openapi.SchemaReader.Direction;
import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation answers when it is done, by status.
 *
 * @param told the schemas as plans see them
 * @param checked the schemas that answers must fit, with some {@link Tolerance}
 */
record AnswerReader(Map<String, Json.Obj> told, Map<String, Json.Obj> checked) {

    static AnswerReader read(ApiDocument document, Operation operation) throws DescriptionException {
        var told = new LinkedHashMap<String, Json.Obj>();
        var checked = new LinkedHashMap<String, Json.Obj>();
        if (operation.node().get("responses").orElse(Json.object()) instanceof Json.Obj responses) {
            for (var response : responses.members().entrySet()) {
                var status = response.getKey().toUpperCase(Locale.ROOT);
                var schema =
                        MediaTypes.json(document.resolved(response.getValue())).map(MediaTypes.Form::schema);
                if (status.matches("2(\\d\\d|XX)") && schema.isPresent()) {
                    told.put(status, new SchemaReader(document, Direction.ANSWER).read(schema.get()));
                    checked.put(
                            status,
                            new SchemaReader(document, Direction.ANSWER, Tolerance::allowed).read(schema.get()));
                }
            }
        }
        return new AnswerReader(told, checked);
    }

    /** The schema that an answer with this status must fit; empty when the description does not tell. */
    Optional<Json.Obj> schema(int status) {
        return Optional.ofNullable(checked.get(Integer.toString(status)))
                .or(() -> Optional.ofNullable(checked.get("2XX")));
    }

    /** One schema for all of them; empty object when the description does not tell. */
    Json.Obj schema() {
        var distinct = new LinkedHashSet<>(told.values());
        return switch (distinct.size()) {
            case 0 -> Json.object();
            case 1 -> distinct.getFirst();
            default -> Json.object("anyOf", Json.array(distinct));
        };
    }
}
