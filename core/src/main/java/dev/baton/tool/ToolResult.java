package dev.baton.tool;

import dev.baton.json.Json;
import java.time.Duration;
import java.util.Optional;

/** What became of a call. */
public sealed interface ToolResult {

    /** Done, with the system's answer. */
    record Done(Json result) implements ToolResult {}

    /** The system said no and did nothing; saying the same again would not help. */
    record Refused(Refusal refusal, String reason) implements ToolResult {}

    /** Certainly nothing was done (no connection, too busy); the same call may be tried again. */
    record Unavailable(String reason, Optional<Duration> retryAfter) implements ToolResult {}

    /** Nobody knows whether it was done: the answer was lost or makes no sense. */
    record Unknown(String reason) implements ToolResult {}

    /** Why a system said no. */
    enum Refusal {
        NOT_FOUND,
        INVALID,
        FORBIDDEN,
        CONFLICT
    }
}
