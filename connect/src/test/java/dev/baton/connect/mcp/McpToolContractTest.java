package dev.baton.connect.mcp;

import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.ToolContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class McpToolContractTest extends ToolContract {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected ToolCase open() throws Exception {
        return new McpCase(folder);
    }
}
