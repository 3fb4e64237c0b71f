package dev.baton.server.wiring;

import dev.baton.connect.mcp.ToolLock;
import dev.baton.connect.source.ConnectionException;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.tool.ReadOnlyTools;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.workspace.Settings;
import dev.baton.workspace.Workspace;
import dev.baton.workspace.WorkspaceLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The tools of a workspace, without serving it. */
public final class WorkspaceTools {
    private final Workspace workspace;
    private final Settings settings;

    private WorkspaceTools(Workspace workspace, Settings settings) {
        this.workspace = workspace;
        this.settings = settings;
    }

    /** @throws dev.baton.workspace.LoadedWorkspace.WorkspaceException when a file has a problem */
    public static WorkspaceTools of(Path folder, Settings settings) {
        return new WorkspaceTools(WorkspaceLoader.load(folder).orThrow(), settings);
    }

    /**
     * What came of a call.
     *
     * @param done whether it was answered; else {@code answer} tells why not
     */
    public record Called(boolean done, Json answer) {}

    /**
     * Calls a read. A write is never called from here.
     *
     * @throws IllegalArgumentException for a write, and for a tool that is not there, with a sentence
     */
    public Called call(String name, Json.Obj args) throws InterruptedException {
        var tool = ToolName.parse(name);
        try (var connections = WorkspaceConnections.open(workspace, settings)) {
            var found = connections.find(tool).orElseThrow(() -> missing(tool, connections.status()));
            if (found.spec().isWrite()) {
                throw new IllegalArgumentException(
                        name + " is a write. Writes are done by agents alone, under a policy and"
                                + " with a record; submit a handoff for it");
            }
            var read = new ReadOnlyTools(connections, List.of(tool)).find(tool).orElseThrow();
            return called(read.call(args, Principal.of(Principal.Kind.PERSON, "developer")));
        }
    }

    private static Called called(ToolResult result) {
        return switch (result) {
            case ToolResult.Done(var answer) -> new Called(true, answer);
            case ToolResult.Refused(var ignored, var reason) -> new Called(false, Json.text(reason));
            case ToolResult.Unavailable(var reason, var ignored) -> new Called(false, Json.text(reason));
            case ToolResult.Unknown(var reason) -> new Called(false, Json.text(reason));
        };
    }

    private static IllegalArgumentException missing(
            ToolName tool, List<dev.baton.connect.ConnectionStatus> connections) {
        var known = connections.stream()
                .flatMap(connection -> connection.tools().stream())
                .toList();
        return known.stream()
                .filter(status -> status.name().equals(tool))
                .findFirst()
                .map(status -> new IllegalArgumentException(
                        tool + " cannot be called: " + status.problem().orElse("its system does not say why")))
                .orElseGet(() -> new IllegalArgumentException("there is no tool " + tool
                        + Fields.suggestion(
                                tool.toString(),
                                known.stream()
                                        .map(status -> status.name().toString())
                                        .toList())));
    }

    /**
     * Accepts what the system behind a connection says of its declared tools, as it says it now.
     *
     * @return the digest of each tool
     * @throws IllegalArgumentException when there is nothing to accept, with a sentence
     */
    public Map<String, String> accept(String connection) throws InterruptedException {
        if (!workspace.connections().containsKey(connection)) {
            throw new IllegalArgumentException("there is no connection '" + connection + "'"
                    + Fields.suggestion(connection, workspace.connections().keySet()));
        }
        try (var connections = WorkspaceConnections.open(workspace, settings)) {
            var digests = connections.digests(connection);
            if (digests.isEmpty()) {
                throw new IllegalArgumentException("there is nothing to accept of '" + connection + "': "
                        + connections.status().stream()
                                .filter(status -> status.name().equals(connection))
                                .findFirst()
                                .flatMap(status -> status.reason())
                                .orElse("only what MCP servers say of their tools has to be accepted"));
            }
            ToolLock.read(workspace.folder()).accept(connection, digests);
            return digests;
        } catch (ConnectionException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
