package dev.baton.connect;

import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.ToolSource;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Toolbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * The tools of all connections of a workspace. One that is down stops nothing: its tools are missing, {@link #status}
 * says why, and it is tried again in the background and whenever one of its tools is looked up.
 */
public final class Connections implements Toolbox, AutoCloseable {

    private final Map<String, LiveConnection> connections;

    private Connections(Collection<LiveConnection> connections) {
        var byName = new LinkedHashMap<String, LiveConnection>();
        for (var connection : connections) {
            if (byName.put(connection.name(), connection) != null) {
                throw new IllegalArgumentException("two connections are called '" + connection.name() + "'");
            }
        }
        this.connections = byName;
    }

    /** How connections are tried again. */
    record Pauses(Duration first, Duration longest) {
        static final Pauses USUAL = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    /**
     * Opens all connections at once and returns when each has been tried.
     *
     * @param texts replaces {@code ${config.NAME}} and {@code ${secret.NAME}} in a text; throws {@link
     *     IllegalArgumentException} with a message fit to be shown when a name is not known
     * @param folder where relative {@code file:} paths begin, usually the workspace
     */
    public static Connections open(
            List<ConnectionDefinition> definitions, UnaryOperator<String> texts, Path folder, InstantSource clock)
            throws InterruptedException {
        return open(definitions, texts, folder, clock, Pauses.USUAL);
    }

    static Connections open(
            List<ConnectionDefinition> definitions,
            UnaryOperator<String> texts,
            Path folder,
            InstantSource clock,
            Pauses pauses)
            throws InterruptedException {
        var connections = new Connections(definitions.stream()
                .map(definition -> new LiveConnection(
                        definition,
                        ShownUrl.of(definition.url(), texts),
                        source(definition, texts, folder, clock),
                        clock))
                .toList());
        try {
            connections.retry();
        } catch (InterruptedException e) {
            connections.close();
            throw e;
        }
        connections.connections.values().forEach(connection -> connection.keepUp(pauses.first(), pauses.longest()));
        return connections;
    }

    private static ToolSource source(
            ConnectionDefinition definition, UnaryOperator<String> texts, Path folder, InstantSource clock) {
        try {
            return Sources.of(definition, texts, folder, clock);
        } catch (ConnectionException e) {
            return new UnusableSource(String.valueOf(e.getMessage()));
        }
    }

    /** Tries every connection that is down, all at once, and returns when each has been tried. */
    public void retry() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = down().stream()
                    .<Future<?>>map(connection -> threads.submit(() -> {
                        connection.attempt();
                        return connection;
                    }));
            try {
                for (var attempt : attempts.toList()) {
                    attempt.get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw new IllegalStateException("a connection could not be tried", e.getCause());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }

    private List<LiveConnection> down() {
        return connections.values().stream()
                .filter(connection -> !connection.isUp())
                .toList();
    }

    /** The tool if it can be called now. An interrupted thread gets nothing and stays interrupted. */
    @Override
    public Optional<Tool> find(ToolName name) {
        try {
            var connection = connections.get(name.connection());
            return connection == null ? Optional.empty() : connection.find(name.operation());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public List<ToolSpec> specs() {
        return connections.values().stream()
                .flatMap(connection -> connection.tools().values().stream())
                .map(Tool::spec)
                .toList();
    }

    /** How each connection is, in the order of the definitions. */
    public List<ConnectionStatus> status() {
        return connections.values().stream().map(LiveConnection::status).toList();
    }

    /**
     * Digests of what the system behind a connection says of its declared tools, where a person has to accept that; empty
     * for others and while it is down.
     */
    public Map<String, String> digests(String connection) {
        return Optional.ofNullable(connections.get(connection))
                .map(LiveConnection::digests)
                .orElse(Map.of());
    }

    @Override
    public void close() {
        connections.values().forEach(LiveConnection::close);
    }
}
