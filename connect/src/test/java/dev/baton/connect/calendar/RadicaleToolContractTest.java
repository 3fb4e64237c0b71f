package dev.baton.connect.calendar;

import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.ToolContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RadicaleToolContractTest extends ToolContract {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected ToolCase open() throws Exception {
        return CalendarCase.open(Radicale.started(Files.createTempDirectory(folder, "radicale")));
    }
}
