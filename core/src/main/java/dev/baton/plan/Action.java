package dev.baton.plan;

import dev.baton.json.Json;
import dev.baton.tool.ToolName;

/** What a step does. */
public sealed interface Action {

    /** A read or a write. {@code args} is a template over {@code input}, {@code steps}, {@code each} and {@code now}. */
    record UseTool(ToolName tool, Json.Obj args) implements Action {}
}
