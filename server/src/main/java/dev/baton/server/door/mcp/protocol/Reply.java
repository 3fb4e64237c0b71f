package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import dev.baton.server.http.Events;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The answer to one HTTP request: a single JSON document, which becomes a stream of events as soon as something has to be
 * said before the end. Safe for use by many threads; after the end, or without a client, nothing is written.
 */
final class Reply {
    private static final String EVENT = "message";

    private final HttpServletResponse response;
    private final boolean mayStream;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Events> events = Optional.empty();
    private boolean open = true;

    /** @param mayStream whether the client reads streams */
    Reply(HttpServletResponse response, boolean mayStream) {
        this.response = response;
        this.mayStream = mayStream;
    }

    /** Whether something can still be said before the answer. */
    boolean canSay() {
        lock.lock();
        try {
            return open && mayStream;
        } finally {
            lock.unlock();
        }
    }

    /** Says something before the end; a client that reads no streams misses it. */
    void say(Json.Obj message) {
        write(() -> {
            if (mayStream) {
                stream().send(EVENT, message);
            }
        });
    }

    /** Shows that somebody is still here, and finds out whether the client is; {@code false} when it has gone. */
    boolean heartbeat() {
        write(() -> {
            if (mayStream) {
                stream().heartbeat();
            }
        });
        return isOpen();
    }

    void end(int status, Json.Obj message) {
        write(() -> {
            open = false;
            if (events.isPresent()) {
                events.get().send(EVENT, message);
            } else {
                response.setStatus(status);
                response.setContentType("application/json");
                response.getOutputStream().write(message.write().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** Ends without an answer. */
    void endSilently(int status) {
        write(() -> {
            open = false;
            if (events.isEmpty()) {
                response.setStatus(status);
            }
        });
    }

    boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    private Events stream() throws IOException {
        var begun = events.isPresent() ? events.get() : Events.begin(response);
        events = Optional.of(begun);
        return begun;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void write(Writing writing) {
        lock.lock();
        try {
            if (open) {
                writing.run();
            }
        } catch (IOException e) {
            open = false;
        } finally {
            lock.unlock();
        }
    }
}
