package dev.baton.testkit.model.wire;

import dev.baton.json.Json;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ToolRequest;
import dev.baton.testkit.model.Answer;
import java.util.ArrayList;
import java.util.List;

/** Chat completions as OpenAI streams them, and everybody who is compatible. */
public final class OpenAiWire implements Wire {
    private static final String DONE = "data: [DONE]\n\n";

    @Override
    public boolean takes(String path) {
        return path.equals("/v1/chat/completions");
    }

    @Override
    public List<String> events(Answer answer, Json request) {
        return switch (answer) {
            case Answer.Text(var pieces, var usage) -> whole(text(pieces), "stop", usage);
            case Answer.Calls(var text, var calls) -> whole(calls(text, calls), "tool_calls", Answer.USAGE);
            case Answer.Form(var output) -> whole(text(List.of(output.write())), "stop", Answer.USAGE);
            case Answer.Refusal(var text) -> whole(List.of(delta("refusal", Json.text(text))), "stop", Answer.USAGE);
            case Answer.TooLong(var pieces) -> whole(text(pieces), "length", Answer.USAGE);
            case Answer.Overloaded(var pieces) -> with(text(pieces), Wire.data(error(503, "overloaded")));
            case Answer.Cut(var pieces) -> text(pieces);
            case Answer.Unfinished(var pieces) -> text(pieces);
            case Answer.Stalled(var pieces) -> text(pieces);
            case Answer.Garbled() -> List.of("data: {\"choices\": [{\"delta\": {\"cont\n\n");
            case Answer.Silent() -> List.of();
            case Answer.Status ignored -> List.of();
        };
    }

    @Override
    public Json error(int status, String message) {
        return Json.object(
                "error",
                Json.object("message", Json.text(message))
                        .with(
                                "type",
                                status == 429
                                        ? "rate_limit_error"
                                        : status >= 500 ? "server_error" : "invalid_request_error")
                        .with("code", Json.Null.INSTANCE));
    }

    private static List<String> text(List<String> pieces) {
        var events = new ArrayList<String>();
        events.add(delta("role", Json.text("assistant")));
        pieces.forEach(piece -> events.add(delta("content", Json.text(piece))));
        return events;
    }

    /** The arguments of each call arrive in two pieces. */
    private static List<String> calls(String text, List<ToolRequest> calls) {
        var events = new ArrayList<>(text(text.isEmpty() ? List.of() : List.of(text)));
        for (var i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            var arguments = call.arguments().write();
            var half = arguments.length() / 2;
            events.add(call(Json.object("index", Json.number(i))
                    .with("id", call.id())
                    .with("type", "function")
                    .with("function", function(arguments.substring(0, half)).with("name", call.tool()))));
            events.add(
                    call(Json.object("index", Json.number(i)).with("function", function(arguments.substring(half)))));
        }
        return events;
    }

    private static Json.Obj function(String arguments) {
        return Json.object("arguments", Json.text(arguments));
    }

    private static String call(Json.Obj call) {
        return delta("tool_calls", Json.array(call));
    }

    private static List<String> whole(List<String> events, String reason, Usage usage) {
        var all = new ArrayList<>(events);
        all.add(Wire.data(chunk(Json.array(choice(Json.object(), Json.text(reason))))));
        all.add(Wire.data(chunk(Json.array()).with("usage", usage(usage))));
        all.add(DONE);
        return all;
    }

    private static Json usage(Usage usage) {
        return Json.object("prompt_tokens", Json.number(usage.input()))
                .with("completion_tokens", Json.number(usage.output()))
                .with("total_tokens", Json.number(usage.input() + usage.output()))
                .with("prompt_tokens_details", Json.object("cached_tokens", Json.number(usage.cached())));
    }

    private static String delta(String member, Json value) {
        return Wire.data(chunk(Json.array(choice(Json.object(member, value), Json.Null.INSTANCE))));
    }

    private static Json choice(Json delta, Json reason) {
        return Json.object("index", Json.number(0)).with("delta", delta).with("finish_reason", reason);
    }

    private static Json.Obj chunk(Json choices) {
        return Json.object("id", Json.text("chatcmpl-1"))
                .with("object", "chat.completion.chunk")
                .with("created", Json.number(1_700_000_000))
                .with("model", "served-model")
                .with("choices", choices);
    }

    private static List<String> with(List<String> events, String last) {
        var all = new ArrayList<>(events);
        all.add(last);
        return all;
    }
}
