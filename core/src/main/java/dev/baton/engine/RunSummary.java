package dev.baton.engine;

import java.time.Instant;

/** A run in one line of a list. {@code state} is a word of {@link dev.baton.handoff.HandoffState}. */
public record RunSummary(
        String id,
        String handoff,
        String contract,
        String agent,
        String state,
        String subject,
        String message,
        Instant startedAt,
        Instant updatedAt) {}
