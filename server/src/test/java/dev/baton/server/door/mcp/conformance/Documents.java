package dev.baton.server.door.mcp.conformance;

import dev.baton.json.Json;
import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.Handler;
import dev.baton.server.door.mcp.protocol.Outcome;
import dev.baton.server.door.mcp.protocol.RpcError;
import dev.baton.server.door.mcp.protocol.RpcException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Resources, prompts and completions. */
final class Documents {
    private static final Pattern TEMPLATE = Pattern.compile("test://template/([^/]+)/data");

    private Documents() {}

    static Map<String, Handler> methods() {
        return Map.ofEntries(
                Map.entry("resources/list", call -> list("resources", resources())),
                Map.entry(
                        "resources/templates/list",
                        call -> list(
                                "resourceTemplates",
                                List.of(Content.parse("{'uriTemplate': 'test://template/{id}/data', 'name': 'template',"
                                        + " 'mimeType': 'application/json'}")))),
                Map.entry("resources/read", Documents::read),
                Map.entry("resources/subscribe", Documents::onlyInSessions),
                Map.entry("resources/unsubscribe", Documents::onlyInSessions),
                Map.entry("prompts/list", call -> list("prompts", prompts())),
                Map.entry("prompts/get", Documents::prompt),
                Map.entry(
                        "completion/complete",
                        call -> new Outcome.Complete(Content.parse(
                                "{'completion': {'values': ['paris', 'park'], 'total': 2, 'hasMore': false}}"))));
    }

    private static Outcome list(String name, List<Json.Obj> items) {
        return new Outcome.Complete(Json.object(name, Json.array(items)));
    }

    private static Outcome onlyInSessions(Call call) {
        return call.stateless()
                ? new Outcome.Failed(new RpcError(-32601, "Removed from this revision", Optional.empty(), 404))
                : new Outcome.Complete(Json.object());
    }

    private static List<Json.Obj> resources() {
        return List.of(
                Content.parse("{'uri': 'test://static-text', 'name': 'static-text', 'mimeType': 'text/plain'}"),
                Content.parse("{'uri': 'test://static-binary', 'name': 'static-binary', 'mimeType': 'image/png'}"),
                Content.parse("{'uri': 'test://watched-resource', 'name': 'watched', 'mimeType': 'text/plain'}"));
    }

    private static Outcome read(Call call) {
        var uri = call.params()
                .textAt("uri")
                .orElseThrow(() -> new RpcException(RpcError.invalidParams("'uri' is missing.")));
        var contents = Json.object().with("uri", uri);
        var template = TEMPLATE.matcher(uri);
        if (template.matches()) {
            var data = Json.object()
                    .with("id", template.group(1))
                    .with("templateTest", Json.bool(true))
                    .with("data", "Data for ID: " + template.group(1));
            return contents(contents.with("mimeType", "application/json").with("text", data.write()));
        }
        return switch (uri) {
            case "test://static-text" ->
                contents(contents.with("mimeType", "text/plain")
                        .with("text", "This is the content of the static text resource."));
            case "test://watched-resource" ->
                contents(contents.with("mimeType", "text/plain").with("text", "Watched resource content"));
            case "test://static-binary" ->
                contents(contents.with("mimeType", "image/png").with("blob", Content.IMAGE));
            default -> new Outcome.Failed(noSuchResource(uri, call.stateless()));
        };
    }

    private static Outcome contents(Json.Obj contents) {
        return new Outcome.Complete(Json.object("contents", Json.array(contents)));
    }

    /** The older revisions have a code of their own for it. */
    private static RpcError noSuchResource(String uri, boolean stateless) {
        return new RpcError(
                stateless ? -32602 : -32002,
                "There is no resource '" + uri + "'",
                Optional.of(Json.object("uri", Json.text(uri))),
                200);
    }

    private static List<Json.Obj> prompts() {
        return List.of(
                Content.parse("{'name': 'test_simple_prompt', 'description': 'A simple prompt'}"),
                Content.parse("{'name': 'test_prompt_with_arguments', 'description': 'With arguments', 'arguments': ["
                        + "{'name': 'arg1', 'description': 'First', 'required': true},"
                        + " {'name': 'arg2', 'description': 'Second', 'required': true}]}"),
                Content.parse("{'name': 'test_prompt_with_embedded_resource', 'description': 'With a resource',"
                        + " 'arguments': [{'name': 'resourceUri', 'description': 'Which', 'required': true}]}"),
                Content.parse("{'name': 'test_prompt_with_image', 'description': 'With an image'}"),
                Content.parse("{'name': 'test_input_required_result_prompt', 'description': 'Asks first'}"));
    }

    private static Outcome prompt(Call call) {
        var arguments = call.params().get("arguments").orElse(Json.object());
        var name = call.params().textAt("name").orElse("");
        return switch (name) {
            case "test_simple_prompt" -> messages(Content.text("This is a simple prompt for testing."));
            case "test_prompt_with_arguments" ->
                messages(Content.text("Prompt with arguments: arg1='"
                        + arguments.textAt("arg1").orElse("") + "', arg2='"
                        + arguments.textAt("arg2").orElse("") + "'"));
            case "test_prompt_with_embedded_resource" ->
                messages(
                        Content.resource(
                                arguments.textAt("resourceUri").orElse(""),
                                "text/plain",
                                "Embedded resource content for testing."),
                        Content.text("Please process the embedded resource above."));
            case "test_prompt_with_image" -> messages(Content.image(), Content.text("Please analyze the image above."));
            case "test_input_required_result_prompt" -> askingPrompt(call);
            default -> new Outcome.Failed(RpcError.invalidParams("There is no prompt '" + name + "'"));
        };
    }

    private static Outcome askingPrompt(Call call) {
        return Optional.ofNullable(call.inputs().get("user_context"))
                .flatMap(answer -> answer.get("content"))
                .flatMap(content -> content.textAt("context"))
                .map(context -> messages(Content.text("Prompt with context: " + context)))
                .orElseGet(() -> new Outcome.InputRequired(
                        Map.of(
                                "user_context",
                                AskingTools.form(
                                        "What context should the prompt use?",
                                        AskingTools.field("context", "string"),
                                        "context")),
                        Optional.empty()));
    }

    private static Outcome messages(Json... contents) {
        return new Outcome.Complete(Json.object(
                "messages",
                Json.array(java.util.Arrays.stream(contents)
                        .map(content -> Json.object().with("role", "user").with("content", content))
                        .toList())));
    }
}
