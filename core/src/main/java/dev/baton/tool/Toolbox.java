package dev.baton.tool;

import java.util.List;
import java.util.Optional;

/** The tools of all connections, as they are now. */
public interface Toolbox {
    Optional<Tool> find(ToolName name);

    List<ToolSpec> specs();
}
