package dev.baton.inbox;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody is away. Whoever the people file names as deputy stands in meanwhile.
 *
 * @param person the id of who is away
 * @param until when that ends by itself; without it, when it is told
 */
public record Absence(String person, Instant since, Optional<Instant> until) {
    public boolean lastsAt(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }
}
