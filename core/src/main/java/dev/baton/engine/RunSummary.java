package dev.baton.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * A run in one line of a list.
 *
 * @param state a word of {@link dev.baton.handoff.HandoffState}
 * @param erasedAt when its contents were erased; contract, agent, subject and message are empty then
 * @param waitsFor what a person has to do before it goes on, in words
 */
public record RunSummary(
        String id,
        String handoff,
        String contract,
        String agent,
        String state,
        String subject,
        String message,
        Instant startedAt,
        Instant updatedAt,
        Optional<Instant> erasedAt,
        Optional<String> waitsFor) {}
