package dev.baton.server.description;

import static dev.baton.server.description.Shapes.count;
import static dev.baton.server.description.Shapes.exactly;
import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.nothing;
import static dev.baton.server.description.Shapes.oneOf;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.told;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import java.util.Map;

/** How requests are refused. */
final class Problems {
    private Problems() {}

    /** What each problem has. */
    static Shape shape() {
        return Shape.of()
                .has("type", exactly("about:blank"))
                .has("title", text())
                .has("status", count())
                .has("detail", told(text(), "what happened, and what to do"))
                .mayHave("errors", list(Shape.of(Problem.class).closed()));
    }

    static Map<String, Json.Obj> schemas() {
        var error = Shape.of()
                .has("message", text())
                .has("type", text())
                .has("param", nothing())
                .has("code", oneOf(text(), nothing()));
        return Map.of(
                Operation.PROBLEM,
                told(shape().closed(), "A problem as RFC 9457 has it; errors tells each place in a body."),
                "ChatError",
                told(Shape.of().has("error", error.closed()).closed(), "An error as OpenAI's API has it."));
    }
}
