package dev.baton.server.door.chat;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.server.http.ProblemException;
import dev.baton.server.http.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a client asks for. Settings that shape a model's words (temperature and the like) are passed over, because the
 * assistant's own file sets them; what would change the meaning of the answer is refused.
 *
 * @param model the assistant's name
 * @param said what the person said so far, oldest first; the last is what is to be answered
 * @param answered what the client was told before the last message, the latest, when there is any
 * @param user for whom the client says that it speaks; only trusted where nothing is checked
 * @param conversation which one goes on, when the client keeps its id
 * @param patience how long what is handed off may be followed within the answer
 */
record CompletionRequest(
        String model,
        List<String> said,
        Optional<String> answered,
        boolean stream,
        boolean includeUsage,
        Optional<String> user,
        Optional<String> conversation,
        Duration patience) {
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);
    private static final List<String> IGNORED_ROLES = List.of("system", "developer");

    CompletionRequest {
        said = List.copyOf(said);
    }

    /** @throws ProblemException with everything that is wrong with the body */
    static CompletionRequest of(Json body) {
        var problems = new ArrayList<Problem>();
        var model = text(body, "model", problems);
        refuse(body, "tools", "an assistant has its own tools", problems);
        refuse(body, "functions", "an assistant has its own tools", problems);
        refuse(body, "response_format", "an assistant answers in words", problems);
        if (body.get("n").filter(n -> !n.equals(Json.number(1))).isPresent()) {
            problems.add(new Problem("n", "there is one answer"));
        }
        var said = new ArrayList<String>();
        Optional<String> answered = Optional.empty();
        for (var message : messages(body, problems)) {
            var role = message.textAt("role").orElse("");
            if (role.equals("user")) {
                said.add(content(message, problems));
            } else if (role.equals("assistant")) {
                answered = Optional.of(content(message, problems));
            } else if (!IGNORED_ROLES.contains(role)) {
                problems.add(new Problem("messages", "'" + role + "' is no role of a message here"));
            }
        }
        if (problems.isEmpty() && (said.isEmpty() || said.getLast().isBlank())) {
            problems.add(new Problem("messages", "the last message has to be the person's, with role 'user'"));
        }
        if (!problems.isEmpty()) {
            throw ProblemException.invalid("the request body", problems);
        }
        var own = body.get("baton").orElse(Json.object());
        return new CompletionRequest(
                model,
                said,
                answered,
                isTrue(body.get("stream")),
                body.get("stream_options")
                        .flatMap(options -> options.get("include_usage"))
                        .equals(Optional.of(Json.bool(true))),
                body.textAt("user"),
                own.textAt("conversation"),
                Waits.parse(own.textAt("wait")).orElse(DEFAULT_WAIT));
    }

    /** What is to be answered. */
    String message() {
        return said.getLast();
    }

    private static boolean isTrue(Optional<Json> value) {
        return value.equals(Optional.of(Json.bool(true)));
    }

    private static String text(Json body, String name, List<Problem> problems) {
        var text = body.textAt(name).orElse("");
        if (text.isBlank()) {
            problems.add(new Problem(name, "is missing"));
        }
        return text;
    }

    private static void refuse(Json body, String name, String why, List<Problem> problems) {
        var isThere = body.get(name)
                .filter(value -> !value.equals(Json.array()) && !(value instanceof Json.Null))
                .filter(value -> !value.textAt("type").equals(Optional.of("text")));
        if (isThere.isPresent()) {
            problems.add(new Problem(name, "is not taken: " + why));
        }
    }

    private static List<Json> messages(Json body, List<Problem> problems) {
        if (body.get("messages").orElse(Json.Null.INSTANCE) instanceof Json.Arr messages
                && !messages.items().isEmpty()) {
            return messages.items();
        }
        problems.add(new Problem("messages", "is missing"));
        return List.of();
    }

    /** A text, or parts of which each is a text. */
    private static String content(Json message, List<Problem> problems) {
        var content = message.get("content").orElse(Json.Null.INSTANCE);
        if (content instanceof Json.Text text) {
            return text.value();
        }
        if (content instanceof Json.Arr parts) {
            return parts.items().stream().map(part -> textOf(part, problems)).collect(Collectors.joining("\n"));
        }
        return "";
    }

    private static String textOf(Json part, List<Problem> problems) {
        if (part.textAt("type").equals(Optional.of("text"))) {
            return part.textAt("text").orElse("");
        }
        problems.add(new Problem(
                "messages", "only text is understood, no " + part.textAt("type").orElse("part without a type")));
        return "";
    }
}
