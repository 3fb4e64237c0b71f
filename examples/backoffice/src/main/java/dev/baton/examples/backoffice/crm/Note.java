package dev.baton.examples.backoffice.crm;

import java.time.Instant;
import java.util.Optional;

/**
 * Something to remember about a customer.
 *
 * @param reference a mark of the writer's own, by which the note can be found again
 */
public record Note(String id, String customerId, String text, Optional<String> reference, Instant createdAt) {
    /** The id of the note with this number. */
    public static String id(long number) {
        return "NOTE-%06d".formatted(number);
    }
}
