package dev.baton.engine;

import dev.baton.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * One event of a run, explained.
 *
 * @param rule by which it happened, as {@code policy/rule}
 * @param words what happened, for people
 */
public record JournalEntry(
        long revision, Instant at, String by, Optional<String> rule, String type, Json payload, String words) {}
