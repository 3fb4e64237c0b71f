package dev.baton.server.door.mcp.protocol;

import java.util.List;

/**
 * The revisions of the protocol that are spoken here. Up to 2025-11-25 a client opens a session with a handshake; from
 * 2026-07-28 on every request says by itself what it needs.
 */
public final class Revisions {
    public static final String STATELESS = "2026-07-28";

    /** The newest one first; it is answered to a client that wishes for one that is unknown. */
    public static final List<String> HANDSHAKE = List.of("2025-11-25", "2025-06-18");

    /**
     * Revisions that a request of a session may name. Clients that do not know what was agreed on name the first of this
     * era, which is not agreed on here because it has batches.
     */
    static final List<String> NAMED_IN_SESSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    static final List<String> ALL = List.of(STATELESS, "2025-11-25", "2025-06-18");

    private Revisions() {}
}
