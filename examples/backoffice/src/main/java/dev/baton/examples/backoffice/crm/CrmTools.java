package dev.baton.examples.backoffice.crm;

import dev.baton.examples.backoffice.http.Json;
import dev.baton.examples.backoffice.http.Problem;
import dev.baton.examples.backoffice.http.ProblemException;
import dev.baton.examples.backoffice.http.Request;
import dev.baton.examples.backoffice.http.Resources;
import dev.baton.examples.backoffice.http.Response;
import dev.baton.examples.backoffice.http.Route;
import dev.baton.examples.backoffice.storage.WriteRequest;
import dev.baton.examples.backoffice.storage.Writes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The CRM as a server of the Model Context Protocol: JSON-RPC over HTTP POST, each answered with JSON. It keeps no
 * sessions and sends nothing by itself, which the protocol leaves to servers.
 */
public final class CrmTools {
    private static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");
    private static final int UNKNOWN_METHOD = -32601;
    private static final int INVALID_PARAMS = -32602;

    private final CustomerFile customers;
    private final Writes writes;
    private final InstantSource clock;
    private final JsonNode tools = Json.read(Resources.bytes(CrmTools.class, "tools.json"));

    public CrmTools(CustomerFile customers, Writes writes, InstantSource clock) {
        this.customers = customers;
        this.writes = writes;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.control("crmTools", "POST", "/crm/mcp", this::answer));
    }

    private Response answer(Request request) {
        JsonNode message = message(request);
        if (!message.has("id")) {
            return new Response(202, Map.of(), new byte[0]); // a notification
        }
        JsonNode params = message.path("params");
        return switch (message.path("method").asString("")) {
            case "initialize" ->
                result(message, initialized(params.path("protocolVersion").asString("")));
            case "ping" -> result(message, Map.of());
            case "tools/list" -> result(message, Map.of("tools", tools));
            case "tools/call" -> call(message, params);
            default -> error(message, UNKNOWN_METHOD, "There is no such method here.");
        };
    }

    private static JsonNode message(Request request) {
        try {
            return Json.read(request.content());
        } catch (JacksonException e) {
            throw new ProblemException(Problem.of(400, "bad-json", "The body must be one message of JSON-RPC."));
        }
    }

    private static Map<String, Object> initialized(String asked) {
        return Map.of(
                "protocolVersion",
                VERSIONS.contains(asked) ? asked : VERSIONS.getFirst(),
                "capabilities",
                Map.of("tools", Map.of()),
                "serverInfo",
                Map.of("name", "back office CRM", "version", "1"));
    }

    private Response call(JsonNode message, JsonNode params) {
        JsonNode arguments = params.path("arguments");
        try {
            return switch (params.path("name").asString("")) {
                case "get_customer" -> done(message, customer(arguments));
                case "list_notes" ->
                    done(
                            message,
                            Map.of("notes", customers.notes(customer(arguments).id())));
                case "add_note" -> noted(message, arguments);
                default -> error(message, INVALID_PARAMS, "There is no such tool here.");
            };
        } catch (ProblemException e) {
            return refused(message, e.problem().detail());
        }
    }

    private Customer customer(JsonNode arguments) {
        String id = arguments.path("customerId").asString("");
        return customers.find(id).orElseThrow(() -> new ProblemException(CustomerFile.unknownCustomer(id)));
    }

    private Response noted(JsonNode message, JsonNode arguments) {
        NewNote note = new NewNote(
                arguments.path("customerId").asString(""),
                arguments.path("text").asString(""),
                Optional.of(arguments.path("reference").asString("")).filter(text -> !text.isEmpty()));
        if (note.text().isBlank() || note.text().length() > NewNote.LONGEST_TEXT) {
            return refused(message, "A note has 1 to " + NewNote.LONGEST_TEXT + " characters; nothing was done.");
        }
        var now = clock.instant();
        Response written = writes.perform(
                new WriteRequest("addNote", Optional.empty(), note.reference(), note, now),
                CustomerFile.add(note, now));
        JsonNode answer = Json.read(written.body());
        return written.status() / 100 == 2
                ? done(message, answer)
                : refused(message, answer.path("detail").asString(""));
    }

    private static Response done(JsonNode message, Object value) {
        return result(message, content(Json.text(value), Optional.of(value), false));
    }

    private static Response refused(JsonNode message, String reason) {
        return result(message, content(reason, Optional.empty(), true));
    }

    private static Map<String, Object> content(String text, Optional<Object> value, boolean error) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("content", List.of(Map.of("type", "text", "text", text)));
        value.ifPresent(structured -> content.put("structuredContent", structured));
        content.put("isError", error);
        return content;
    }

    private static Response result(JsonNode message, Object result) {
        return reply(message, "result", result);
    }

    private static Response error(JsonNode message, int code, String words) {
        return reply(message, "error", Map.of("code", code, "message", words));
    }

    private static Response reply(JsonNode message, String member, Object value) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("jsonrpc", "2.0");
        reply.put("id", message.path("id"));
        reply.put(member, value);
        return Response.of(200, "application/json", Json.text(reply).getBytes(StandardCharsets.UTF_8));
    }
}
