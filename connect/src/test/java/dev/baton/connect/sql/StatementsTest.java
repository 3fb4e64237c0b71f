package dev.baton.connect.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.connect.Connections;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.testkit.SettableClock;
import dev.baton.tool.Access;
import dev.baton.tool.Operation.Answer;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements, their arguments and their rows, on both databases. */
@Timeout(60)
class StatementsTest {
    @TempDir
    private Path folder = Path.of("");

    private LedgerCase.Place place(String database) throws Exception {
        var place = database.equals("sqlite")
                ? new LedgerCase.SqliteFile(
                        Files.createTempFile(folder, "ledger", ".db").toAbsolutePath())
                : PostgresDatabase.create();
        execute(place, "create table account (id varchar(20) primary key, balance_minor bigint not null, note text)");
        execute(
                place,
                "insert into account values ('A-1', 500, null), ('A-2', 0, 'it''s :new'), ('A-3', 7, 'x'),"
                        + " ('A-4', 8, 'y')");
        return place;
    }

    private static void execute(LedgerCase.Place place, String sql) throws SQLException {
        try (var connection = place.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connections open(LedgerCase.Place place, String sql, boolean write, String args, Answer answer)
            throws InterruptedException {
        var declared = Given.declared(
                LedgerCase.statement(sql, write, args, answer), write ? Access.WRITE : Access.READ, Optional.empty());
        var given = Given.connection(place.url()).type("sql").tool("run", declared);
        return Connections.open(List.of(given.definition()), text -> text, Path.of("."), new SettableClock());
    }

    private static ToolResult run(LedgerCase.Place place, String sql, boolean write, String args, Answer answer)
            throws InterruptedException {
        try (var connections = open(place, sql, write, "{}", answer)) {
            return Given.found(connections, "run").call(Given.call(args));
        }
    }

    private static String problem(LedgerCase.Place place, String sql, boolean write, Answer answer)
            throws InterruptedException {
        try (var connections = open(place, sql, write, "{\"id\": {\"type\": \"string\"}}", answer)) {
            return connections.status().getFirst().tools().getFirst().problem().orElse("none");
        }
    }

    static Stream<String> databases() {
        return Stream.of("sqlite", "postgresql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void givenAReadThatWrites_thenTheDatabaseItselfRefuses(String database) throws Exception {
        var place = place(database);
        var result = run(place, "delete from account returning id", false, "{}", Answer.LIST);
        assertThat(result)
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.FORBIDDEN));
        assertThat(run(place, "select id from account where id = 'A-1'", false, "{}", Answer.LIST))
                .isEqualTo(new ToolResult.Done(Json.parse("{\"rows\": [{\"id\": \"A-1\"}]}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void givenMoreRowsThanAllowed_thenTheRestIsLeftOutAndSaid(String database) throws Exception {
        var result = run(place(database), "select id from account order by id", false, "{}", Answer.LIST);
        assertThat(result)
                .isEqualTo(new ToolResult.Done(Json.parse(
                        "{\"rows\": [{\"id\": \"A-1\"}, {\"id\": \"A-2\"}, {\"id\": \"A-3\"}], \"truncated\": true}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void givenOneRow_thenItIsTheResult_andNoneIsNotFound(String database) throws Exception {
        var place = place(database);
        assertThat(run(place, "select balance_minor, note from account where id = 'A-1'", false, "{}", Answer.ONE))
                .isEqualTo(new ToolResult.Done(Json.parse("{\"balance_minor\": 500, \"note\": null}")));
        assertThat(run(place, "select id from account where id = 'A-9'", false, "{}", Answer.ONE))
                .isEqualTo(new ToolResult.Refused(Refusal.NOT_FOUND, "shop.run found nothing"));
        assertThat(run(place, "select id from account", false, "{}", Answer.ONE))
                .isInstanceOf(ToolResult.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            select id from acount where id = :id | the database does not take the statement
            select id from account where id = :idd | ':idd' is not among the 'args'; did you mean 'id'?
            select id from account | the statement does not use ':id'
            select id from account where id = ? | arguments are written :name
            select id from account where id = :id; drop table account | more than one statement
            select id, note as id from account where id = :id | two columns called 'id'
            """)
    void givenAMistake_thenItIsToldWhenTheConnectionOpens(String sql, String told) throws Exception {
        for (var database : databases().toList()) {
            assertThat(problem(place(database), sql, false, Answer.LIST))
                    .as(database)
                    .contains(told);
        }
    }

    @Test
    void givenNamesInTextsCommentsAndCasts_thenTheyAreNoArguments() throws Exception {
        var statement = NamedStatement.parse(
                "select ':a', \":b\", $x$ :c; ? $x$, 1::int, :d /* :e */ -- :f ;\n from t where x = :d;");
        assertThat(statement.names()).containsExactly("d", "d");
        assertThat(statement.sql()).contains("1::int, ? /* :e */").endsWith("x = ?");
    }

    @Test
    void givenTypesOfPostgres_thenTextsBecomeThem_andTheSchemaTellsThem() throws Exception {
        var place = place("postgresql");
        var sql = "select :day::date + 1 as day, :flag as flag, :list::jsonb as list, balance_minor from account where"
                + " id = 'A-1'";
        var args =
                "{\"day\": {\"type\": \"string\"}, \"flag\": {\"type\": \"boolean\"}, \"list\": {\"type\": \"array\"}}";
        try (var connections = open(place, sql, false, args, Answer.ONE)) {
            var tool = Given.found(connections, "run");
            assertThat(tool.call(Given.call("{\"day\": \"2026-02-28\", \"flag\": true, \"list\": [1, {\"a\": 2}]}")))
                    .isEqualTo(new ToolResult.Done(Json.parse("{\"day\": \"2026-03-01\", \"flag\": true,"
                            + " \"list\": [1, {\"a\": 2}], \"balance_minor\": 500}")));
            assertThat(tool.spec().output().write()).contains("\"balance_minor\":{\"type\":\"integer\"}");
        }
    }

    @Test
    void givenADatabaseOnAPrivateAddress_thenTheFileHasToSaySo() throws Exception {
        var declared = Given.declared(
                LedgerCase.statement("select 1 as x", false, "{}", Answer.ONE), Access.READ, Optional.empty());
        var given = Given.connection("jdbc:postgresql://127.0.0.1:1/x")
                .type("sql")
                .publicNetwork()
                .tool("run", declared);
        try (var connections = given.opened()) {
            assertThat(connections.find(new ToolName("shop", "run"))).isEmpty();
            assertThat(connections.status().getFirst().reason().orElse("")).contains("network: private");
        }
    }
}
