package dev.baton.inbox;

import dev.baton.principal.Principal;
import java.time.Instant;
import java.util.Optional;

/** That somebody is away, or here again. */
public sealed interface AbsenceEvent {
    record Left(String person, Optional<Instant> until, Principal by) implements AbsenceEvent {}

    record Returned(String person, Principal by) implements AbsenceEvent {}
}
