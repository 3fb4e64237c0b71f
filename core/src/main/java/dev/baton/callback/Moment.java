package dev.baton.callback;

import dev.baton.handoff.HandoffState;
import java.time.Instant;

/**
 * A handoff came into a state, or needs something else than before.
 *
 * @param revision of the run's stream at which that showed
 */
public record Moment(long revision, HandoffState state, Instant at) {}
