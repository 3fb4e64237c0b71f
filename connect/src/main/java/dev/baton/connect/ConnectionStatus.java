package dev.baton.connect;

import dev.baton.tool.ToolName;
import java.util.List;
import java.util.Optional;

/**
 * How a connection is, fit to be shown.
 *
 * @param url where it leads, without user, password, query and secrets
 * @param up whether its system has said what it offers, and could be reached when it was last called
 * @param reason why it is down
 * @param tools those it declares
 */
public record ConnectionStatus(
        String name, String type, String url, boolean up, Optional<String> reason, List<ToolStatus> tools) {
    public ConnectionStatus {
        tools = List.copyOf(tools);
    }

    /**
     * How one tool is.
     *
     * @param problem why it cannot be called; empty when it can
     * @param note what its system says of it, which nobody relies on
     */
    public record ToolStatus(ToolName name, Optional<String> problem, Optional<String> note) {
        public ToolStatus(ToolName name, Optional<String> problem) {
            this(name, problem, Optional.empty());
        }

        public boolean available() {
            return problem.isEmpty();
        }
    }
}
