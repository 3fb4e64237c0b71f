package dev.baton.event;

import java.time.Instant;

/**
 * A worker's exclusive right to work on a stream for a while.
 *
 * @param owner the node
 * @param token differs for every claim of the stream, so that a worker that lost it cannot end another's
 * @param until when it ends by itself unless renewed
 */
public record Claim(StreamId stream, String owner, String token, Instant until) {}
