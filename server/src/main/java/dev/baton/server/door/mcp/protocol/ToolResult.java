package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import java.util.List;

/** Results of tools, in words and as data. */
public final class ToolResult {
    private ToolResult() {}

    public static Outcome text(String words) {
        return new Outcome.Complete(Json.object("content", Json.array(block(words))));
    }

    /** What a model can mend: nothing was done. */
    public static Outcome error(String words) {
        return new Outcome.Complete(
                Json.object("content", Json.array(block(words))).with("isError", Json.bool(true)));
    }

    /** Arguments that do not fit, with every problem. */
    public static Outcome invalid(List<String> problems) {
        return error("The arguments do not fit, so nothing was started:\n- " + String.join("\n- ", problems));
    }

    /** Data, for people in words and for clients without schemas as text. */
    public static Json.Obj structured(String words, Json.Obj data, boolean failed) {
        return Json.object("content", Json.array(block(words), block(data.write())))
                .with("structuredContent", data)
                .with("isError", Json.bool(failed));
    }

    private static Json block(String words) {
        return Json.object().with("type", "text").with("text", words);
    }
}
