package dev.baton.policy;

import dev.baton.json.Json;
import dev.baton.tool.ToolName;

/**
 * A read that has to be done before a call can be ruled.
 *
 * @param key the policy and the fact's name in it, as {@code refunds/order}
 */
public record FactRead(String key, ToolName tool, Json.Obj args) {}
