package dev.baton.model;

import dev.baton.json.Json;

/**
 * A call that a model asks for. It may name a function that was not offered, with arguments that fit no schema.
 *
 * @param id given by the model, to tell its requests apart
 */
public record ToolRequest(String id, String tool, Json.Obj arguments) {}
