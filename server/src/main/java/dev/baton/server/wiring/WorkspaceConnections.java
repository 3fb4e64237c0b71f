package dev.baton.server.wiring;

import dev.baton.connect.Connections;
import dev.baton.workspace.Settings;
import dev.baton.workspace.Workspace;
import java.time.InstantSource;
import java.util.List;

/** Opens the connections of a workspace with the values that were set. */
final class WorkspaceConnections {
    private WorkspaceConnections() {}

    static Connections open(Workspace workspace, Settings settings) throws InterruptedException {
        return Connections.open(
                List.copyOf(workspace.connections().values()),
                text -> resolve(settings, text),
                workspace.folder(),
                InstantSource.system());
    }

    private static String resolve(Settings settings, String text) {
        try {
            return settings.resolve(text);
        } catch (Settings.SettingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
