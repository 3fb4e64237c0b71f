package dev.baton.policy;

import dev.baton.json.Json;

/**
 * A value that a rule's condition named.
 *
 * @param what as it is written in the rule, as {@code facts.claims.count}
 * @param value what it was, if that is short; in brackets what is said in its place, as {@code (missing)}
 */
public record Compared(String what, Json value) {}
