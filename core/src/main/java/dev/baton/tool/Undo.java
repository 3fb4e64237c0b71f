package dev.baton.tool;

import dev.baton.json.Json;

/**
 * The write that takes another one back.
 *
 * @param args its arguments, a template over {@code args} and {@code result} of what is taken back
 */
public record Undo(ToolName tool, Json.Obj args) {}
