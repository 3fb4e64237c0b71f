package dev.baton.engine;

import java.time.Instant;

/**
 * A handoff as it was after one of its events, the last of a commit.
 *
 * @param handoff at the revision of that event
 * @param at when it happened
 */
public record HandoffChange(HandoffView handoff, Instant at) {}
