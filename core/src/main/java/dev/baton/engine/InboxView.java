package dev.baton.engine;

import dev.baton.inbox.InboxItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An item as it stands now.
 *
 * @param waitsFor the roles that may act on it now: its own, then those to which it was escalated
 * @param due when it is overdue
 * @param takenBy the id of the person who has it
 * @param standIn the deputy who has it while that person is absent
 */
public record InboxView(
        InboxItem item,
        List<String> waitsFor,
        Optional<Instant> due,
        boolean overdue,
        Optional<String> takenBy,
        Optional<Instant> takenAt,
        Optional<String> standIn) {}
