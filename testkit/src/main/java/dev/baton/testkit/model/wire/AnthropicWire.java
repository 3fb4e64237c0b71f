package dev.baton.testkit.model.wire;

import dev.baton.json.Json;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ToolRequest;
import dev.baton.testkit.model.Answer;
import java.util.ArrayList;
import java.util.List;

/** Messages as Anthropic streams them. Tokens read from the cache are not among its input tokens. */
public final class AnthropicWire implements Wire {

    @Override
    public boolean takes(String path) {
        return path.equals("/v1/messages");
    }

    @Override
    public List<String> events(Answer answer, Json request) {
        return switch (answer) {
            case Answer.Text(var pieces, var usage) -> whole(usage, text(pieces), "end_turn");
            case Answer.Calls(var text, var calls) -> whole(Answer.USAGE, calls(text, calls), "tool_use");
            case Answer.Form(var output) -> form(output, request);
            case Answer.Refusal(var text) -> whole(Answer.USAGE, text(List.of(text)), "refusal");
            case Answer.TooLong(var pieces) -> whole(Answer.USAGE, text(pieces), "max_tokens");
            case Answer.Overloaded(var pieces) -> {
                var events = begun(pieces);
                events.add(event("error", error(529, "Overloaded")));
                yield events;
            }
            case Answer.Cut(var pieces) -> begun(pieces);
            case Answer.Unfinished(var pieces) -> begun(pieces);
            case Answer.Stalled(var pieces) -> begun(pieces);
            case Answer.Garbled() -> List.of("event: message_start\ndata: {\"type\": \"message_sta\n\n");
            case Answer.Silent() -> List.of();
            case Answer.Status ignored -> List.of();
        };
    }

    /** The form is a tool that has to be used. */
    private static List<String> form(Json output, Json request) {
        var name = request.get("tool_choice").flatMap(choice -> choice.textAt("name"));
        return name.isEmpty()
                ? whole(Answer.USAGE, text(List.of(output.write())), "end_turn")
                : whole(
                        Answer.USAGE,
                        calls("", List.of(new ToolRequest("toolu_form", name.get(), output.asObject()))),
                        "tool_use");
    }

    @Override
    public Json error(int status, String message) {
        var type = switch (status) {
            case 401 -> "authentication_error";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
        return Json.object("type", Json.text("error"))
                .with("error", Json.object("type", Json.text(type)).with("message", message));
    }

    private static List<String> begun(List<String> pieces) {
        var events = new ArrayList<String>();
        events.add(start(Answer.USAGE));
        if (!pieces.isEmpty()) {
            events.add(block(0, "content_block_start", "content_block", textBlock("")));
            pieces.forEach(piece -> events.add(textDelta(piece)));
        }
        return events;
    }

    private static List<String> text(List<String> pieces) {
        var events = new ArrayList<String>();
        events.add(block(0, "content_block_start", "content_block", textBlock("")));
        events.add(event("ping", Json.object("type", Json.text("ping"))));
        pieces.forEach(piece -> events.add(textDelta(piece)));
        events.add(stop(0));
        return events;
    }

    /** The arguments of each call arrive in two pieces. */
    private static List<String> calls(String text, List<ToolRequest> calls) {
        var events = new ArrayList<String>(text.isEmpty() ? List.of() : text(List.of(text)));
        var index = text.isEmpty() ? 0 : 1;
        for (var call : calls) {
            var arguments = call.arguments().write();
            var half = arguments.length() / 2;
            events.add(block(
                    index,
                    "content_block_start",
                    "content_block",
                    Json.object("type", Json.text("tool_use"))
                            .with("id", call.id())
                            .with("name", call.tool())
                            .with("input", Json.object())));
            events.add(input(index, arguments.substring(0, half)));
            events.add(input(index, arguments.substring(half)));
            events.add(stop(index));
            index++;
        }
        return events;
    }

    private static List<String> whole(Usage usage, List<String> blocks, String reason) {
        var events = new ArrayList<String>();
        events.add(start(usage));
        events.addAll(blocks);
        events.add(event(
                "message_delta",
                Json.object("type", Json.text("message_delta"))
                        .with(
                                "delta",
                                Json.object("stop_reason", Json.text(reason)).with("stop_sequence", Json.Null.INSTANCE))
                        .with("usage", Json.object("output_tokens", Json.number(usage.output())))));
        events.add(event("message_stop", Json.object("type", Json.text("message_stop"))));
        return events;
    }

    private static String start(Usage usage) {
        var counts = Json.object("input_tokens", Json.number(usage.input() - usage.cached()))
                .with("cache_creation_input_tokens", Json.number(0))
                .with("cache_read_input_tokens", Json.number(usage.cached()))
                .with("output_tokens", Json.number(1));
        var message = Json.object("id", Json.text("msg_1"))
                .with("type", "message")
                .with("role", "assistant")
                .with("model", "served-model")
                .with("content", Json.array())
                .with("stop_reason", Json.Null.INSTANCE)
                .with("usage", counts);
        return event(
                "message_start", Json.object("type", Json.text("message_start")).with("message", message));
    }

    private static Json textBlock(String text) {
        return Json.object("type", Json.text("text")).with("text", text);
    }

    private static String textDelta(String piece) {
        return block(
                0,
                "content_block_delta",
                "delta",
                Json.object("type", Json.text("text_delta")).with("text", piece));
    }

    private static String input(int index, String piece) {
        return block(
                index,
                "content_block_delta",
                "delta",
                Json.object("type", Json.text("input_json_delta")).with("partial_json", piece));
    }

    private static String stop(int index) {
        return event(
                "content_block_stop",
                Json.object("type", Json.text("content_block_stop")).with("index", Json.number(index)));
    }

    private static String block(int index, String type, String member, Json value) {
        return event(
                type,
                Json.object("type", Json.text(type))
                        .with("index", Json.number(index))
                        .with(member, value));
    }

    private static String event(String name, Json json) {
        return "event: " + name + "\n" + Wire.data(json);
    }
}
