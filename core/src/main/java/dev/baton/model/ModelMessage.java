package dev.baton.model;

import dev.baton.json.Json;
import java.util.List;

/** Something said to a model or by it. */
public sealed interface ModelMessage {

    /** What the model is to go by; written by us and never by somebody who talks with it. */
    record Instructions(String text) implements ModelMessage {}

    /** Said by whoever the model works for, or data for it to look at. */
    record User(String text) implements ModelMessage {}

    /** Said by the model before. */
    record Reply(String text, List<ToolRequest> calls) implements ModelMessage {
        public Reply {
            calls = List.copyOf(calls);
        }
    }

    /** What came of a call that the model asked for, by the id of its request. */
    record Returned(String call, String tool, Json result) implements ModelMessage {}
}
