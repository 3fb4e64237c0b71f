package dev.baton.connect.openapi;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/** What an operation answers when it is done, by status. */
record AnswerReader(Map<String, Json.Obj> byStatus) {

    static AnswerReader read(ApiDocument document, Operation operation) throws DescriptionException {
        var schemas = new LinkedHashMap<String, Json.Obj>();
        if (operation.node().get("responses").orElse(Json.object()) instanceof Json.Obj responses) {
            for (var response : responses.members().entrySet()) {
                var status = response.getKey().toUpperCase(java.util.Locale.ROOT);
                var schema = MediaTypes.schema(document.resolved(response.getValue()));
                if (status.matches("2(\\d\\d|XX)") && schema.isPresent()) {
                    schemas.put(status, new SchemaReader(document, SchemaReader.Direction.ANSWER).read(schema.get()));
                }
            }
        }
        return new AnswerReader(schemas);
    }

    /** The schema of an answer with this status; empty when the description does not tell. */
    Optional<Json.Obj> schema(int status) {
        return Optional.ofNullable(byStatus.get(Integer.toString(status)))
                .or(() -> Optional.ofNullable(byStatus.get("2XX")));
    }

    /** One schema for all of them; empty object when the description does not tell. */
    Json.Obj schema() {
        var distinct = new LinkedHashSet<>(byStatus.values());
        return switch (distinct.size()) {
            case 0 -> Json.object();
            case 1 -> distinct.getFirst();
            default -> Json.object("anyOf", Json.array(distinct));
        };
    }
}
