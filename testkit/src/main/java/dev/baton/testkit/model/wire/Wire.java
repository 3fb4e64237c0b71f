package dev.baton.testkit.model.wire;

import dev.baton.json.Json;
import dev.baton.testkit.model.Answer;
import java.util.List;

/** How a provider of models writes its answers: server-sent events, and a JSON body where there is an error. */
public sealed interface Wire permits OpenAiWire, AnthropicWire, GeminiWire {

    /** Whether the path is where the provider takes questions. */
    boolean takes(String path);

    /**
     * The events of an answer, as they stand on the wire, each with its empty line. An answer that is cut off or stalls
     * has those until then.
     *
     * @param request as it came
     */
    List<String> events(Answer answer, Json request);

    /** The body that goes with a status that is no success. */
    Json error(int status, String message);

    /** An event with a JSON in it. */
    static String data(Json json) {
        return "data: " + json.write() + "\n\n";
    }
}
