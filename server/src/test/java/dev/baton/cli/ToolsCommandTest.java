package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a real database and back, as a person at a terminal would do it. */
class ToolsCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void openTheBooks() throws IOException, SQLException {
        Files.createDirectories(folder.resolve("connections"));
        Files.writeString(folder.resolve("connections/ledger.yaml"), """
                kind: Connection
                name: ledger
                type: sql
                url: "jdbc:sqlite:books.db"
                effects: baton_effects
                tools:
                  balance:
                    read: "select balance_minor from account where id = :id"
                    args: {id: {type: string}}
                    answer: one
                    result: {minor: "${result.balance_minor}"}
                  book:
                    write: "insert into account (id, balance_minor) values (:id, :amount)"
                    args: {id: {type: string}, amount: {type: integer}}
                """);
        try (var books = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("books.db"));
                var statement = books.createStatement()) {
            statement.execute("create table account (id text primary key, balance_minor integer not null)");
            statement.execute("insert into account values ('A-1', 500)");
        }
    }

    private Terminal tools(String... arguments) {
        var all = new String[arguments.length + 3];
        all[0] = "tools";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--workspace";
        all[arguments.length + 2] = folder.toString();
        return Terminal.run(all);
    }

    @Test
    void givenAWorkspace_whenItsToolsAreListed_thenEachSaysWhetherItWrites() {
        var list = tools();

        assertThat(list.err()).isEmpty();
        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .containsPattern("ledger\\.balance\\s+read\\s+sql")
                .containsPattern("ledger\\.book\\s+write");
        assertThat(Json.parse(tools("--json").out()).write()).contains("\"name\":\"ledger.book\"");
    }

    @Test
    void givenARead_whenItIsCalled_thenItsAnswerIsPrinted() {
        var called = tools("call", "ledger.balance", "--input", "{\"id\": \"A-1\"}");

        assertThat(called.exitCode()).isZero();
        assertThat(called.out().strip()).isEqualTo("{\"minor\":500}");
        assertThat(tools("call", "ledger.balance", "--input", "{\"id\": \"A-9\"}")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void givenAWrite_whenItIsCalled_thenItIsRefusedWithAReason_andNothingChanges() throws SQLException {
        var called = tools("call", "ledger.book", "--input", "{\"id\": \"A-2\", \"amount\": 7}");

        assertThat(called.exitCode()).isEqualTo(2);
        assertThat(called.err()).contains("ledger.book is a write", "submit a handoff");
        assertThat(called.hasStackTrace()).isFalse();
        try (var books = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("books.db"));
                var statement = books.createStatement();
                var rows = statement.executeQuery("select count(*) from account")) {
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void givenMistakes_thenTheyAreToldWithoutAStackTrace() {
        assertThat(tools("call", "ledger.balanse").err()).contains("no tool ledger.balanse", "did you mean");
        assertThat(tools("call", "ledger.balance", "--input", "{").err()).contains("not a JSON object");
        assertThat(tools("accept", "ledger").err()).contains("nothing to accept", "MCP");
        assertThat(tools("accept", "legder").err()).contains("did you mean 'ledger'");
    }
}
