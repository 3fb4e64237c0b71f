package dev.baton.event;

import dev.baton.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * An event about to be appended.
 *
 * @param type what happened, the simple name of its record
 * @param at when
 * @param by who, as {@link dev.baton.principal.Principal#chain()}
 * @param rule by which rule, where one decided
 * @param payload the rest
 */
public record NewEvent(String type, Instant at, String by, Optional<String> rule, Json.Obj payload) {}
