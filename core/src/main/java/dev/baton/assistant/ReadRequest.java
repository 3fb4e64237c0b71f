package dev.baton.assistant;

import dev.baton.json.Json;
import dev.baton.tool.ToolName;

/** Something that a turn wants to know before it answers. */
public sealed interface ReadRequest {

    /** A read tool, called as the assistant on the person's behalf. */
    record Look(ToolName tool, Json.Obj args) implements ReadRequest {}

    /** The documents of the assistant. */
    record Search(String text) implements ReadRequest {}

    /** How a handoff of this conversation stands. */
    record Follow(String handoff) implements ReadRequest {}
}
