package dev.baton.connect.sql;

import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.ToolContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteToolContractTest extends ToolContract {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected ToolCase open() throws Exception {
        return new LedgerCase(new LedgerCase.SqliteFile(
                Files.createTempFile(folder, "ledger", ".db").toAbsolutePath()));
    }
}
