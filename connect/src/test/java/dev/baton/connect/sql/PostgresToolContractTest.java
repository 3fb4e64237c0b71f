package dev.baton.connect.sql;

import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.ToolContract;

class PostgresToolContractTest extends ToolContract {
    @Override
    protected ToolCase open() throws Exception {
        return new LedgerCase(PostgresDatabase.create());
    }
}
