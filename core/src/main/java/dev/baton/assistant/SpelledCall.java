package dev.baton.assistant;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.model.ModelReply;
import dev.baton.model.ToolRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Small models spell out the call that they should ask for: {@code {"name": "orders_get", "arguments": {…}}}. */
final class SpelledCall {
    private static final Pattern WRAPPING = Pattern.compile(
            "^(?:```[a-z]*|<tool_call>|<tools>)?\\s*(\\{.*})\\s*(?:```|</tool_call>|</tools>)?$", Pattern.DOTALL);
    private static final List<String> BEGINNINGS = List.of("{", "```", "<tool_call>", "<tools>");
    private static final int LONGEST = 8_000;

    private SpelledCall() {}

    /** The call that the text of a reply is or ends with, when it is one of a function that is there. */
    static Optional<ToolRequest> in(ModelReply reply, Functions functions) {
        var text = reply.text().strip();
        if (!reply.calls().isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        var wrapped = WRAPPING.matcher(fromLineThatBegins(text));
        return wrapped.matches() ? read(wrapped.group(1), functions) : Optional.empty();
    }

    /** The rest of a text from the first line on that may begin a call; the whole when there is none. */
    private static String fromLineThatBegins(String text) {
        for (var from = 0; from >= 0 && from < text.length(); from = nextLine(text, from)) {
            if (mayBegin(text.substring(from))) {
                return text.substring(from).strip();
            }
        }
        return text;
    }

    private static int nextLine(String text, int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? -1 : end + 1;
    }

    /** Whether what begins a line, perhaps not all of it known yet, may be a call and is not for people so far. */
    static boolean mayBegin(String line) {
        var begun = line.stripLeading();
        return BEGINNINGS.stream()
                .anyMatch(
                        beginning -> begun.startsWith(beginning) || (beginning.startsWith(begun) && !begun.isEmpty()));
    }

    /** Some models double the braces, as templates for prompts do. */
    private static String single(String text) {
        return text.startsWith("{{") && text.endsWith("}}") ? text.substring(1, text.length() - 1) : text;
    }

    private static Optional<ToolRequest> read(String text, Functions functions) {
        try {
            var json = Json.parse(single(text));
            var arguments = json.get("arguments").or(() -> json.get("parameters"));
            return json.textAt("name")
                    .filter(name -> functions.find(name).isPresent())
                    .flatMap(name -> arguments
                            .filter(Json.Obj.class::isInstance)
                            .map(given -> new ToolRequest(
                                    "spelled-" + Integer.toHexString(text.hashCode()), name, given.asObject())));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** The reply with the call in its place. */
    static ModelReply asCall(ModelReply reply, ToolRequest call) {
        return new ModelReply(
                "", Optional.empty(), List.of(call), ModelReply.Stop.CALLS, reply.usage(), reply.model(), reply.cost());
    }
}
