package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of clients of the older revisions, in memory. Those that were idle for long, or are too many, are ended. */
final class Sessions {
    static final int MOST = 10_000;
    private static final Duration IDLE = Duration.ofHours(1);
    private static final int BYTES = 24;

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    Session begin(Principal caller, String revision, Json.Obj client) {
        tidy();
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var session = new Session(id, caller, revision, client, clock.instant());
        sessions.put(id, session);
        return session;
    }

    /** Nothing for one that has ended, and for one of somebody else. */
    Optional<Session> find(String id, Principal caller) {
        var found = Optional.ofNullable(sessions.get(id)).filter(session -> session.isOf(caller));
        found.ifPresent(session -> session.used(clock.instant()));
        return found;
    }

    void end(Session session) {
        sessions.remove(session.id());
        session.end();
    }

    private void tidy() {
        var longAgo = clock.instant().minus(IDLE);
        sessions.values().stream()
                .filter(session -> !session.isBusy() && session.lastUsed().isBefore(longAgo))
                .forEach(this::end);
        if (sessions.size() >= MOST) {
            sessions.values().stream()
                    .min(Comparator.comparing(Session::isBusy).thenComparing(Session::lastUsed))
                    .ifPresent(this::end);
        }
    }
}
