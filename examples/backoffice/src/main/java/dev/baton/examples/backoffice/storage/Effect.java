package dev.baton.examples.backoffice.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * A write that was really executed, as opposed to asked for, replayed or refused.
 *
 * @param operation the operationId
 * @param id the record that was made or changed
 * @param idempotencyKey the caller's key, where the operation honours one and it was sent
 * @param reference the caller's reference, where the operation takes one and it was sent
 */
public record Effect(
        String operation, String id, Optional<String> idempotencyKey, Optional<String> reference, Instant at) {}
