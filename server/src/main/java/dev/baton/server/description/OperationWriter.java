package dev.baton.server.description;

import static dev.baton.server.description.Shapes.named;

import dev.baton.json.Json;
import dev.baton.server.description.Operation.Answer;
import dev.baton.server.description.Operation.Door;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes operations down, with what all of them have in common. */
final class OperationWriter {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");
    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(400, "The request makes no sense, or its header Baton-As names nobody."),
            Map.entry(401, "The request does not prove who it is of."),
            Map.entry(403, "Not for the caller, or from a page of another origin."),
            Map.entry(404, "Not there, or not for the caller to look at."),
            Map.entry(406, "Nothing that can be answered is acceptable to the caller."),
            Map.entry(409, "Not as things are now."),
            Map.entry(410, "No longer in this store."),
            Map.entry(413, "The body has more than 1 MiB."),
            Map.entry(415, "The body is of another type."),
            Map.entry(422, "The event does not give what is needed; nothing was started."),
            Map.entry(500, "A defect, of which the server's log has more."),
            Map.entry(503, "Nothing is accepted at the moment; send the same later."));

    private final boolean checksTokens;

    OperationWriter(boolean checksTokens) {
        this.checksTokens = checksTokens;
    }

    Json.Obj write(Operation operation) {
        var json = Json.object("operationId", Json.text(operation.id()))
                .with("tags", Json.array(Json.text(operation.tag())))
                .with("summary", operation.summary())
                .with("security", security(operation.door()))
                .with("parameters", parameters(operation));
        if (operation.body().isPresent()) {
            var body = operation.body().get();
            json = json.with(
                    "requestBody",
                    Json.object("required", Json.bool(body.required())).with("content", content(body.schemas())));
        }
        return json.with("responses", responses(operation));
    }

    private static Json parameters(Operation operation) {
        var all = new java.util.ArrayList<Json>();
        var names = PARAMETER.matcher(operation.path());
        while (names.find()) {
            all.add(Json.object("name", Json.text(names.group(1)))
                    .with("in", "path")
                    .with("required", Json.bool(true))
                    .with("schema", Shapes.text().with("pattern", "^[A-Za-z0-9._:@\\[\\]\\-]{1,200}$")));
        }
        all.addAll(operation.parameters());
        return Json.array(all);
    }

    private Json responses(Operation operation) {
        var all = new LinkedHashMap<String, Json>();
        operation.answers().forEach((status, answer) -> all.put(status.toString(), answer(answer)));
        refusals(operation)
                .forEach((status, schema) -> all.put(status.toString(), refusal(operation.door(), status, schema)));
        return Json.object(all);
    }

    private static Json answer(Answer answer) {
        var content = content(answer.schemas());
        if (!answer.events().isEmpty()) {
            var events = content.get(Media.EVENTS).orElse(Json.object()).asObject();
            content = content.with(Media.EVENTS, events.with("x-events", Json.object(answer.events())));
        }
        var json = Json.object("description", Json.text(answer.description())).with("content", content);
        return answer.headers().isEmpty() ? json : json.with("headers", headers(answer.headers(), true));
    }

    private static Json.Obj content(Map<String, Json.Obj> schemas) {
        var content = Json.object();
        for (var each : schemas.entrySet()) {
            content = content.with(each.getKey(), Json.object("schema", each.getValue()));
        }
        return content;
    }

    /** What is peculiar to the operation, and what may be answered to any of its kind. */
    private Map<Integer, String> refusals(Operation operation) {
        var all = new TreeMap<>(operation.refusals());
        var any = Operation.PROBLEM;
        for (var status : new int[] {400, 403, 500, 503}) {
            all.putIfAbsent(status, any);
        }
        if (operation.path().contains("{")) {
            all.putIfAbsent(404, any);
        }
        if (operation.body().isPresent()) {
            all.putIfAbsent(413, any);
            all.putIfAbsent(415, any);
        }
        if (operation.door() != Door.HOOK) {
            all.putIfAbsent(406, any);
        }
        if (operation.door() == Door.HOOK || checksTokens) {
            all.putIfAbsent(401, any);
        }
        return all;
    }

    /** What is refused before a request comes to its door is a problem at every one. */
    private static Json refusal(Door door, int status, String schema) {
        var content = Json.object();
        if (door != Door.CHAT || status == 403) {
            content = content.with(Media.PROBLEM, Json.object("schema", named(schema)));
        }
        if (door == Door.CHAT) {
            content = content.with(Media.JSON, Json.object("schema", named("ChatError")));
        }
        var json = Json.object("description", Json.text(WORDS.getOrDefault(status, "Refused.")))
                .with("content", content);
        if (status == 401 && door != Door.HOOK) {
            return json.with("headers", headers(Map.of("WWW-Authenticate", "How to prove who a request is of."), true));
        }
        return status == 503
                ? json.with(
                        "headers", headers(Map.of("Retry-After", "Seconds, where it is known for how long."), false))
                : json;
    }

    private static Json headers(Map<String, String> words, boolean always) {
        var headers = Json.object();
        for (var each : words.entrySet()) {
            headers = headers.with(
                    each.getKey(),
                    Json.object("description", Json.text(each.getValue()))
                            .with("required", Json.bool(always))
                            .with("schema", Shapes.text()));
        }
        return headers;
    }

    private Json security(Door door) {
        var token = Json.object("token", Json.array());
        var persona = Json.object("persona", Json.array());
        return switch (door) {
            case HOOK -> Json.array(Json.object());
            case CHAT -> checksTokens ? Json.array(token) : Json.array(persona, Json.object());
            case REST -> checksTokens ? Json.array(token, persona, Json.object()) : Json.array(persona, Json.object());
        };
    }

    /** How a request tells who it is of, on this server. */
    Json.Obj schemes() {
        var persona = Json.object("type", Json.text("apiKey"))
                .with("in", "header")
                .with("name", "Baton-As")
                .with(
                        "description",
                        "The persona as which a request acts; the developer without it. On loopback only.");
        var schemes = Json.object("persona", persona);
        return checksTokens
                ? schemes.with(
                        "token",
                        Json.object("type", Json.text("http"))
                                .with("scheme", "bearer")
                                .with("description", "The key of a service, or a token of the identity provider."))
                : schemes;
    }
}
