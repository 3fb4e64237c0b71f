package dev.baton.server.door.mcp.conformance;

import static dev.baton.server.door.mcp.conformance.Content.tool;

import dev.baton.json.Json;
import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.Outcome;
import dev.baton.server.door.mcp.protocol.RpcError;
import dev.baton.server.door.mcp.protocol.Tool;
import dev.baton.server.door.mcp.protocol.ToolResult;
import dev.baton.server.door.mcp.protocol.Tools;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tools that answer at once. */
final class PlainTools {
    private static final Json.Obj FULL_SCHEMA = Content.parse("""
            {'$schema': 'https://json-schema.org/draft/2020-12/schema', 'type': 'object',
             '$defs': {'address': {'$anchor': 'addressDef', 'type': 'object',
                 'properties': {'street': {'type': 'string'}, 'city': {'type': 'string'}}}},
             'properties': {'name': {'type': 'string'}, 'address': {'$ref': '#/$defs/address'},
                 'contactMethod': {'type': 'string', 'enum': ['phone', 'email']},
                 'phone': {'type': 'string'}, 'email': {'type': 'string'}},
             'allOf': [{'anyOf': [{'required': ['phone']}, {'required': ['email']}]}],
             'if': {'properties': {'contactMethod': {'const': 'phone'}}, 'required': ['contactMethod']},
             'then': {'required': ['phone']}, 'else': {'required': ['email']},
             'additionalProperties': false}""");

    private PlainTools() {}

    /** @param changed is told what list has changed */
    static List<Tool> all(Consumer<String> changed) {
        return List.of(
                tool("test_simple_text", call -> Content.words("This is a simple text response for testing.")),
                tool("test_image_content", call -> Content.result(Content.image())),
                tool("test_audio_content", call -> Content.result(Content.audio())),
                tool(
                        "test_embedded_resource",
                        call -> Content.result(Content.resource(
                                "test://embedded-resource", "text/plain", "This is an embedded resource content."))),
                tool(
                        "test_multiple_content_types",
                        call -> Content.result(
                                Content.text("Multiple content types test:"),
                                Content.image(),
                                Content.resource(
                                        "test://mixed-content-resource",
                                        "application/json",
                                        "{\"test\":\"data\",\"value\":123}"))),
                tool("test_tool_with_logging", PlainTools::logging),
                tool("test_tool_with_progress", PlainTools::progress),
                tool(
                        "test_error_handling",
                        call -> ToolResult.error("This tool intentionally returns an error for testing")),
                tool("json_schema_2020_12_tool", FULL_SCHEMA, call -> Content.words("called")),
                tool("test_missing_capability", PlainTools::needsSampling),
                tool("test_streaming_elicitation", PlainTools::progress),
                tool("test_logging_tool", PlainTools::logging),
                tool("test_trigger_tool_change", call -> changed(changed, "tools")),
                tool("test_trigger_prompt_change", call -> changed(changed, "prompts")),
                tool(
                        "test_custom_header",
                        Content.parse("""
                                {'type': 'object', 'required': ['region'], 'properties': {
                                    'region': {'type': 'string', 'x-mcp-header': 'Region'},
                                    'count': {'type': 'integer', 'x-mcp-header': 'Count'}}}"""),
                        call -> Content.words(
                                "In " + Tools.arguments(call).textAt("region").orElse("nowhere"))),
                tool(
                        "greet",
                        Content.parse("{'type': 'object', 'properties': {'name': {'type': 'string'}}}"),
                        call -> Content.words(
                                "Hello, " + Tools.arguments(call).textAt("name").orElse("you") + "!")));
    }

    private static Outcome logging(Call call) {
        call.log("info", Json.text("Tool execution started"));
        call.log("info", Json.text("Tool processing data"));
        call.log("info", Json.text("Tool execution completed"));
        return Content.words("Tool with logging executed successfully");
    }

    private static Outcome progress(Call call) {
        for (var done = 0; done <= 100; done += 50) {
            call.progress(done, Optional.of(100L), "Completed step " + done + " of 100");
        }
        return Content.words("Done");
    }

    private static Outcome needsSampling(Call call) {
        return call.canAsk("sampling/createMessage")
                ? Content.words("Success")
                : new Outcome.Failed(RpcError.missingCapability(Json.object("sampling", Json.object())));
    }

    private static Outcome changed(Consumer<String> changed, String what) {
        changed.accept(what);
        return Content.words("Told of a change of " + what);
    }
}
