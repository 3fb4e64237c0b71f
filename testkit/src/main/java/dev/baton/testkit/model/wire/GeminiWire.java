package dev.baton.testkit.model.wire;

import dev.baton.json.Json;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ToolRequest;
import dev.baton.testkit.model.Answer;
import java.util.ArrayList;
import java.util.List;

/** Contents as Google's Gemini streams them. Calls have no ids there. */
public final class GeminiWire implements Wire {

    @Override
    public boolean takes(String path) {
        return path.matches("/v1beta/models/[^/]+:streamGenerateContent");
    }

    @Override
    public List<String> events(Answer answer, Json request) {
        return switch (answer) {
            case Answer.Text(var pieces, var usage) -> whole(text(pieces), "STOP", usage);
            case Answer.Calls(var text, var calls) -> whole(calls(text, calls), "STOP", Answer.USAGE);
            case Answer.Form(var output) -> whole(text(List.of(output.write())), "STOP", Answer.USAGE);
            case Answer.Refusal(var text) -> whole(text(List.of(text)), "SAFETY", Answer.USAGE);
            case Answer.TooLong(var pieces) -> whole(text(pieces), "MAX_TOKENS", Answer.USAGE);
            case Answer.Overloaded(var pieces) -> {
                var events = new ArrayList<>(text(pieces));
                events.add(Wire.data(error(503, "The model is overloaded.")));
                yield events;
            }
            case Answer.Cut(var pieces) -> text(pieces);
            case Answer.Unfinished(var pieces) -> text(pieces);
            case Answer.Stalled(var pieces) -> text(pieces);
            case Answer.Garbled() -> List.of("data: {\"candidates\": [{\"cont\n\n");
            case Answer.Silent() -> List.of();
            case Answer.Status ignored -> List.of();
        };
    }

    @Override
    public Json error(int status, String message) {
        var word = switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
        };
        return Json.object(
                "error",
                Json.object("code", Json.number(status))
                        .with("message", message)
                        .with("status", word));
    }

    private static List<String> text(List<String> pieces) {
        return pieces.stream()
                .map(piece -> candidate(Json.array(Json.object("text", Json.text(piece)))))
                .toList();
    }

    private static List<String> calls(String text, List<ToolRequest> calls) {
        var parts = new ArrayList<Json>();
        if (!text.isEmpty()) {
            parts.add(Json.object("text", Json.text(text)));
        }
        calls.forEach(call -> parts.add(Json.object(
                "functionCall", Json.object("name", Json.text(call.tool())).with("args", call.arguments()))));
        return List.of(candidate(Json.array(parts)));
    }

    private static String candidate(Json parts) {
        var content = Json.object("role", Json.text("model")).with("parts", parts);
        return Wire.data(response(Json.object("content", content).with("index", Json.number(0)), new Usage(120, 0, 0)));
    }

    private static List<String> whole(List<String> events, String reason, Usage usage) {
        var all = new ArrayList<>(events);
        var content =
                Json.object("role", Json.text("model")).with("parts", Json.array(Json.object("text", Json.text(""))));
        all.add(Wire.data(response(
                Json.object("content", content).with("finishReason", reason).with("index", Json.number(0)), usage)));
        return all;
    }

    private static Json response(Json candidate, Usage usage) {
        return Json.object("candidates", Json.array(candidate))
                .with(
                        "usageMetadata",
                        Json.object("promptTokenCount", Json.number(usage.input()))
                                .with("candidatesTokenCount", Json.number(usage.output()))
                                .with("cachedContentTokenCount", Json.number(usage.cached()))
                                .with("totalTokenCount", Json.number(usage.input() + usage.output())))
                .with("modelVersion", "served-model")
                .with("responseId", "response-1");
    }
}
