package dev.baton.connect;

import dev.baton.connect.ConnectionStatus.ToolStatus;
import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection and what is known of it. It is down until its system has once said what it offers, and is tried again
 * until then: in the background with growing pauses, and when one of its tools is looked up.
 */
final class LiveConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConnection.class);
    /** Look-ups try again at most this often, so that a system that is down costs a run one attempt, not many. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final ConnectionDefinition definition;
    private final String shownUrl;
    private final ToolSource source;
    private final InstantSource clock;
    private final ReentrantLock trying = new ReentrantLock();
    private volatile State state = new State.Down("it has not been tried yet");
    private volatile Instant lastTry = Instant.MIN;
    private volatile Optional<Thread> background = Optional.empty();

    private sealed interface State {
        record Up(LoadedTools loaded) implements State {}

        record Down(String reason) implements State {}
    }

    LiveConnection(ConnectionDefinition definition, String shownUrl, ToolSource source, InstantSource clock) {
        this.definition = definition;
        this.shownUrl = shownUrl;
        this.source = source;
        this.clock = clock;
    }

    String name() {
        return definition.name();
    }

    /** Tries once, whatever was before. Tools that are known stay known when this fails. */
    void attempt() throws InterruptedException {
        trying.lockInterruptibly();
        try {
            state = new State.Up(source.load());
            LOG.info("Connection {} is up", definition.name());
        } catch (ConnectionException e) {
            down(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // a defect must not stop the others; its message may repeat anything, so only its kind is told
            down("it could not be read (" + e.getClass().getSimpleName() + ")");
        } finally {
            lastTry = clock.instant();
            trying.unlock();
        }
    }

    private void down(String reason) {
        if (state instanceof State.Down(var before)) {
            if (!before.equals(reason)) {
                LOG.warn("Connection {} is down: {}. It will be tried again", definition.name(), reason);
            }
            state = new State.Down(reason);
        }
    }

    boolean isUp() {
        return state instanceof State.Up;
    }

    Map<String, Tool> tools() {
        return state instanceof State.Up(var loaded) ? loaded.tools() : Map.of();
    }

    /** The tool, if the connection offers it, possibly after one more attempt. */
    Optional<Tool> find(String name) throws InterruptedException {
        if (!tools().containsKey(name) && definition.tools().containsKey(name)) {
            attemptUnlessJustDone();
        }
        return Optional.ofNullable(tools().get(name));
    }

    private void attemptUnlessJustDone() throws InterruptedException {
        trying.lockInterruptibly();
        try {
            if (Duration.between(lastTry, clock.instant()).compareTo(SHORTEST_PAUSE) >= 0) {
                attempt();
            }
        } finally {
            trying.unlock();
        }
    }

    /** Tries on until it is up, with a pause that doubles each time. */
    void keepTrying(Duration first, Duration longest) {
        background = Optional.of(
                Thread.ofVirtual().name("connection " + definition.name()).start(() -> tryOn(first, longest)));
    }

    private void tryOn(Duration first, Duration longest) {
        try {
            for (var pause = first; !isUp(); pause = pause.multipliedBy(2)) {
                Thread.sleep(pause.compareTo(longest) < 0 ? pause : longest);
                if (!isUp()) {
                    attempt();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Connection {} is closed", definition.name());
        }
    }

    ConnectionStatus status() {
        var now = state;
        return new ConnectionStatus(
                definition.name(),
                definition.type(),
                shownUrl,
                now instanceof State.Up,
                now instanceof State.Down(var reason) ? Optional.of(reason) : Optional.empty(),
                definition.tools().keySet().stream()
                        .map(tool -> new ToolStatus(new ToolName(definition.name(), tool), problem(now, tool)))
                        .toList());
    }

    private static Optional<String> problem(State state, String tool) {
        return switch (state) {
            case State.Down(var reason) -> Optional.of(reason);
            case State.Up(var loaded) -> Optional.ofNullable(loaded.problems().get(tool));
        };
    }

    @Override
    public void close() {
        background.ifPresent(Thread::interrupt);
        source.close();
    }
}
