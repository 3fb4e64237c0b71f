package dev.baton.server.door.mcp.conformance;

import static dev.baton.server.door.mcp.conformance.Content.tool;

import dev.baton.json.Json;
import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.Outcome;
import dev.baton.server.door.mcp.protocol.Tool;
import dev.baton.server.door.mcp.protocol.Tools;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tools that ask their client first. */
final class AskingTools {
    private static final String PREFIX = "test_input_required_result_";
    private static final Json.Obj ROOTS = Json.object().with("method", "roots/list");

    private static final Json.Obj DEFAULTS = Content.parse("""
            {'name': {'type': 'string', 'description': 'User name', 'default': 'John Doe'},
             'age': {'type': 'integer', 'description': 'User age', 'default': 30},
             'score': {'type': 'number', 'description': 'User score', 'default': 95.5},
             'status': {'type': 'string', 'enum': ['active', 'inactive', 'pending'], 'default': 'active'},
             'verified': {'type': 'boolean', 'description': 'Verification status', 'default': true}}""");

    private static final Json.Obj CHOICES = Content.parse("""
            {'untitledSingle': {'type': 'string', 'enum': ['option1', 'option2', 'option3']},
             'titledSingle': {'type': 'string', 'oneOf': [{'const': 'value1', 'title': 'First Option'},
                 {'const': 'value2', 'title': 'Second Option'}, {'const': 'value3', 'title': 'Third Option'}]},
             'legacyEnum': {'type': 'string', 'enum': ['opt1', 'opt2', 'opt3'],
                 'enumNames': ['Option One', 'Option Two', 'Option Three']},
             'untitledMulti': {'type': 'array', 'minItems': 1, 'maxItems': 3,
                 'items': {'type': 'string', 'enum': ['option1', 'option2', 'option3']}},
             'titledMulti': {'type': 'array', 'minItems': 1, 'maxItems': 3,
                 'items': {'anyOf': [{'const': 'value1', 'title': 'First Choice'},
                     {'const': 'value2', 'title': 'Second Choice'}, {'const': 'value3', 'title': 'Third Choice'}]}}}""");

    private AskingTools() {}

    static List<Tool> all() {
        return List.of(
                asking(
                        "test_sampling",
                        call -> Map.of("sample", sampling(argument(call, "prompt"))),
                        call -> "LLM response: " + answered(call, "sample", "text")),
                asking(
                        "test_elicitation",
                        call -> Map.of(
                                "response", form(argument(call, "message"), field("response", "string"), "response")),
                        call -> "User response: " + call.inputs().get("response")),
                asking(
                        "test_elicitation_sep1034_defaults",
                        call -> Map.of("form", form("Please review the form fields", DEFAULTS)),
                        call -> "Elicitation completed: " + filled(call)),
                asking(
                        "test_elicitation_sep1330_enums",
                        call -> Map.of("form", form("Please select options", CHOICES)),
                        call -> "Elicitation completed: " + filled(call)),
                asking(
                        PREFIX + "elicitation",
                        call -> Map.of("user_name", name("What is your name?")),
                        call -> "Hello, " + answered(call, "user_name", "name") + "!"),
                asking(
                        PREFIX + "sampling",
                        call -> Map.of("sample_request", sampling("What is the capital of France?")),
                        call -> "Sampling result: " + answered(call, "sample_request", "text")),
                asking(PREFIX + "list_roots", call -> Map.of("roots_request", ROOTS), call -> "Found roots"),
                remembering(
                        PREFIX + "request_state",
                        Map.of("confirm", confirm()),
                        call -> "state-ok: requestState validated"),
                remembering(
                        PREFIX + "tampered_state",
                        Map.of("confirm", confirm()),
                        call -> "integrity-ok: state verified"),
                remembering(PREFIX + "multiple_inputs", several(), call -> "Name, greeting and roots are known"),
                tool(PREFIX + "multi_round", AskingTools::rounds),
                tool(PREFIX + "capabilities", AskingTools::able));
    }

    /** A tool that asks until everything was answered. */
    private static Tool asking(
            String name, Function<Call, Map<String, Json.Obj>> requests, Function<Call, String> then) {
        return tool(name, call -> {
            var asked = requests.apply(call);
            return call.inputs().keySet().containsAll(asked.keySet())
                    ? Content.words(then.apply(call))
                    : new Outcome.InputRequired(asked, Optional.empty());
        });
    }

    /** The same, but what was asked before has to be known again. */
    private static Tool remembering(String name, Map<String, Json.Obj> requests, Function<Call, String> then) {
        return tool(
                name,
                call -> call.inputs().keySet().containsAll(requests.keySet())
                                && call.state().equals(Optional.of(Json.text(name)))
                        ? Content.words(then.apply(call))
                        : new Outcome.InputRequired(requests, Optional.of(Json.text(name))));
    }

    private static Outcome rounds(Call call) {
        var first = answer(call, "step1");
        if (call.state().isEmpty() || (call.state().get().get("name").isEmpty() && first.isEmpty())) {
            return new Outcome.InputRequired(
                    Map.of("step1", name("Step 1: What is your name?")), Optional.of(Json.object()));
        }
        var color = answer(call, "step2");
        return color.isEmpty()
                ? new Outcome.InputRequired(
                        Map.of(
                                "step2",
                                form("Step 2: What is your favorite color?", field("color", "string"), "color")),
                        Optional.of(Json.object("name", Json.text(answered(call, "step1", "name")))))
                : Content.words("Multi-round complete");
    }

    /** Asks only what the client can be asked. */
    private static Outcome able(Call call) {
        if (!call.inputs().isEmpty()) {
            return Content.words("capabilities-ok");
        }
        var requests = new LinkedHashMap<String, Json.Obj>();
        if (call.canAsk("elicitation/create")) {
            requests.put("elicit_input", form("Elicitation input", field("value", "string"), "value"));
        }
        if (call.canAsk("sampling/createMessage")) {
            requests.put("sample_input", sampling("Sample request"));
        }
        return requests.isEmpty()
                ? Content.words("No supported capabilities declared")
                : new Outcome.InputRequired(requests, Optional.empty());
    }

    private static Map<String, Json.Obj> several() {
        return Map.of(
                "user_name", name("What is your name?"),
                "greeting", sampling("Generate a greeting"),
                "client_roots", ROOTS);
    }

    static Json.Obj name(String message) {
        return form(message, field("name", "string"), "name");
    }

    static Json.Obj confirm() {
        return form("Please confirm", field("ok", "boolean"), "ok");
    }

    static Json.Obj field(String name, String type) {
        return Json.object(name, Json.object().with("type", type));
    }

    static Json.Obj form(String message, Json.Obj properties, String... required) {
        var schema = Json.object()
                .with("type", "object")
                .with("properties", properties)
                .with("required", Json.texts(List.of(required)));
        return Json.object()
                .with("method", "elicitation/create")
                .with("params", Json.object().with("message", message).with("requestedSchema", schema));
    }

    private static Json.Obj sampling(String prompt) {
        var message = Json.object().with("role", "user").with("content", Content.text(prompt));
        return Json.object()
                .with("method", "sampling/createMessage")
                .with(
                        "params",
                        Json.object().with("messages", Json.array(message)).with("maxTokens", Json.number(100)));
    }

    private static Optional<Json> answer(Call call, String input) {
        return Optional.ofNullable(call.inputs().get(input));
    }

    /** A text that stands in what was filled in, or in what a model said. */
    private static String answered(Call call, String input, String field) {
        return answer(call, input)
                .flatMap(it -> it.get("content"))
                .flatMap(content -> content.textAt(field))
                .orElse("nothing");
    }

    /** What came of the form. */
    private static String filled(Call call) {
        var answer = answer(call, "form").orElse(Json.object());
        return "action=" + answer.textAt("action").orElse("none") + ", content="
                + answer.get("content").orElse(Json.object()).write();
    }

    private static String argument(Call call, String name) {
        return Tools.arguments(call).textAt(name).orElse("?");
    }
}
