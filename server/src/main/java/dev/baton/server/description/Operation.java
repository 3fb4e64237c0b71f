package dev.baton.server.description;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One operation as it is described.
 *
 * @param method in lower case
 * @param path with its parameters in braces
 * @param id its name in programs that are made from the document
 * @param door in whose form it refuses
 * @param body of the request
 * @param answers by status, those of success
 * @param refusals the schema of the problem by status, beside those that every operation may answer with
 */
record Operation(
        String method,
        String path,
        String id,
        String tag,
        String summary,
        Door door,
        List<Json> parameters,
        Optional<Body> body,
        Map<Integer, Answer> answers,
        Map<Integer, String> refusals) {
    static final String PROBLEM = "Problem";

    /** How requests are told apart that need different proof and are refused in different forms. */
    enum Door {
        /** Problems of RFC 9457; a token counts where one is sent. */
        REST,
        /** The errors of OpenAI's API; a token is needed where tokens are checked. */
        CHAT,
        /** What is signed proves itself. */
        HOOK
    }

    /** @param schemas by content type */
    record Body(Map<String, Json.Obj> schemas, boolean required) {}

    /**
     * @param schemas by content type
     * @param events the data of server-sent events by their names, where there are any; without a name it is a message
     * @param headers that are always there, with what they say
     */
    record Answer(
            String description,
            Map<String, Json.Obj> schemas,
            Map<String, Json.Obj> events,
            Map<String, String> headers) {}

    static Operation get(String path, String id, String tag, String summary) {
        return of("get", path, id, tag, summary);
    }

    static Operation post(String path, String id, String tag, String summary) {
        return of("post", path, id, tag, summary);
    }

    static Operation delete(String path, String id, String tag, String summary) {
        return of("delete", path, id, tag, summary);
    }

    private static Operation of(String method, String path, String id, String tag, String summary) {
        return new Operation(
                method, path, id, tag, summary, Door.REST, List.of(), Optional.empty(), Map.of(), Map.of());
    }

    Operation at(Door other) {
        return new Operation(method, path, id, tag, summary, other, parameters, body, answers, refusals);
    }

    Operation query(String name, Json.Obj schema, String description) {
        return parameter("query", name, false, schema, description);
    }

    Operation neededQuery(String name, Json.Obj schema, String description) {
        return parameter("query", name, true, schema, description);
    }

    Operation header(String name, Json.Obj schema, String description) {
        return parameter("header", name, false, schema, description);
    }

    private Operation parameter(String in, String name, boolean required, Json.Obj schema, String description) {
        var all = new ArrayList<>(parameters);
        all.add(Json.object("name", Json.text(name))
                .with("in", in)
                .with("required", Json.bool(required))
                .with("description", description)
                .with("schema", schema));
        return new Operation(method, path, id, tag, summary, door, all, body, answers, refusals);
    }

    Operation body(Json.Obj schema) {
        return body(new Body(Map.of(Media.JSON, schema), true));
    }

    Operation optionalBody(Json.Obj schema) {
        return body(new Body(Map.of(Media.JSON, schema), false));
    }

    Operation body(Body other) {
        return new Operation(method, path, id, tag, summary, door, parameters, Optional.of(other), answers, refusals);
    }

    Operation answers(int status, String description, Json.Obj schema) {
        return answers(status, new Answer(description, Map.of(Media.JSON, schema), Map.of(), Map.of()));
    }

    /** With a place at which what was made is found. */
    Operation answersAt(int status, String description, Json.Obj schema) {
        return answers(
                status,
                new Answer(
                        description, Map.of(Media.JSON, schema), Map.of(), Map.of("Location", "Where it is found.")));
    }

    /** The same as JSON, or as events by content negotiation. */
    Operation answersWithEvents(String description, Json.Obj whole, Map<String, Json.Obj> events) {
        var schemas = new LinkedHashMap<String, Json.Obj>();
        schemas.put(Media.JSON, whole);
        schemas.put(Media.EVENTS, Shapes.text());
        return answers(200, new Answer(description, schemas, events, Map.of()));
    }

    private Operation answers(int status, Answer answer) {
        var all = new TreeMap<>(answers);
        all.put(status, answer);
        return new Operation(method, path, id, tag, summary, door, parameters, body, all, refusals);
    }

    /** With problems that have no other members than any. */
    Operation refuses(int... statuses) {
        var operation = this;
        for (var status : statuses) {
            operation = operation.refusesWith(status, PROBLEM);
        }
        return operation;
    }

    /** @param schema the name of the problem's schema */
    Operation refusesWith(int status, String schema) {
        var all = new TreeMap<>(refusals);
        all.put(status, schema);
        return new Operation(method, path, id, tag, summary, door, parameters, body, answers, all);
    }
}
