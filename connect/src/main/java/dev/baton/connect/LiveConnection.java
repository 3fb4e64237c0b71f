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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection and what is known of it. It is up once its system has said what it offers, until a call cannot reach the
 * system any more (its tools then stay known, and say themselves that they are unavailable). While it is down it is
 * tried again: in the background with growing pauses, and when a tool that is not known is looked up.
 */
final class LiveConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConnection.class);
    /** Look-ups try again at most this often, so that a system that is down costs a run one attempt, not many. */
    private static final Duration PAUSE_WHILE_DOWN = Duration.ofSeconds(1);
    /** For a tool that the system, which is up, did not offer when it was asked last. */
    private static final Duration PAUSE_WHILE_UP = Duration.ofMinutes(1);

    private final ConnectionDefinition definition;
    private final String shownUrl;
    private final ToolSource source;
    private final InstantSource clock;
    private final Gate gate;
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
        this.gate = new Gate(definition.name(), definition.options());
    }

    String name() {
        return definition.name();
    }

    /** Tries once, whatever was before. Tools that are known stay known when this fails. */
    void attempt() throws InterruptedException {
        trying.lockInterruptibly();
        try {
            up(shaped(source.load()));
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

    /** With what holds for tools of every kind: answers are trimmed, and calls pass the gate. */
    private LoadedTools shaped(LoadedTools loaded) {
        var tools = new LinkedHashMap<String, Tool>();
        var problems = new LinkedHashMap<>(loaded.problems());
        loaded.tools().forEach((name, tool) -> {
            try {
                tools.put(name, gate.around(trimmed(name, tool)));
            } catch (ConnectionException e) {
                problems.put(name, String.valueOf(e.getMessage()));
            }
        });
        return new LoadedTools(tools, problems, loaded.digests(), loaded.notes());
    }

    private Tool trimmed(String name, Tool tool) throws ConnectionException {
        var declared = definition.tools().get(name);
        return declared == null || declared.result().isEmpty()
                ? tool
                : TrimmedTool.of(tool, declared.result().get());
    }

    private void up(LoadedTools loaded) {
        if (state instanceof State.Down) {
            LOG.info("Connection {} is up", definition.name());
        }
        state = new State.Up(loaded);
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
        return reasonIn(state).isEmpty();
    }

    private Optional<String> reasonIn(State now) {
        return switch (now) {
            case State.Down(var reason) -> Optional.of(reason);
            case State.Up ignored -> source.trouble();
        };
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
            var pause = state instanceof State.Up ? PAUSE_WHILE_UP : PAUSE_WHILE_DOWN;
            if (Duration.between(lastTry, clock.instant()).compareTo(pause) >= 0) {
                attempt();
            }
        } finally {
            trying.unlock();
        }
    }

    /** Tries whenever it is down, with a pause that doubles each time. */
    void keepUp(Duration first, Duration longest) {
        background = Optional.of(
                Thread.ofVirtual().name("connection " + definition.name()).start(() -> tryOn(first, longest)));
    }

    private void tryOn(Duration first, Duration longest) {
        try {
            for (var pause = first; ; pause = isUp() ? first : doubled(pause, longest)) {
                Thread.sleep(isUp() ? longest : pause);
                if (!isUp()) {
                    attempt();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Connection {} is closed", definition.name());
        }
    }

    private static Duration doubled(Duration pause, Duration longest) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(longest) < 0 ? twice : longest;
    }

    ConnectionStatus status() {
        var now = state;
        var reason = reasonIn(now);
        return new ConnectionStatus(
                definition.name(),
                definition.type(),
                shownUrl,
                reason.isEmpty(),
                reason,
                definition.tools().keySet().stream()
                        .map(tool -> new ToolStatus(
                                new ToolName(definition.name(), tool),
                                problem(now, tool).or(() -> reason),
                                note(now, tool)))
                        .toList());
    }

    /** What the system says of its tools, where a person has to accept that. */
    Map<String, String> digests() {
        return state instanceof State.Up(var loaded) ? loaded.digests() : Map.of();
    }

    private static Optional<String> note(State state, String tool) {
        return state instanceof State.Up(var loaded)
                ? Optional.ofNullable(loaded.notes().get(tool))
                : Optional.empty();
    }

    private static Optional<String> problem(State state, String tool) {
        return state instanceof State.Up(var loaded)
                ? Optional.ofNullable(loaded.problems().get(tool))
                : Optional.empty();
    }

    @Override
    public void close() {
        background.ifPresent(Thread::interrupt);
        source.close();
    }
}
