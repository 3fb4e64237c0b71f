package dev.baton.connect.sql;

import dev.baton.connect.source.CheckedTool;
import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.Declared;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import dev.baton.connect.source.Words;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.Idempotency;
import dev.baton.tool.Operation;
import dev.baton.tool.Tool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A connection of type {@code sql}. Statements are prepared when it is opened, so that mistakes in them show at once. */
public final class SqlSource implements ToolSource {
    private static final int THREADS = 8;

    private final ConnectionDefinition definition;
    private final UnaryOperator<String> texts;
    private final Path folder;
    private final InstantSource clock;
    private final ExecutorService threads;

    /** @param folder where relative paths of files begin */
    public SqlSource(ConnectionDefinition definition, UnaryOperator<String> texts, Path folder, InstantSource clock) {
        this.definition = definition;
        this.texts = texts;
        this.folder = folder;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(
                definition.options().concurrency().orElse(THREADS),
                Thread.ofPlatform()
                        .daemon()
                        .name("sql " + definition.name() + " ", 0)
                        .factory());
    }

    @Override
    public LoadedTools load() throws ConnectionException {
        var database = Database.of(definition, texts, folder);
        var effects = definition.options().effects().map(EffectTable::new);
        var writes = definition.tools().values().stream()
                .anyMatch(tool -> tool.operation() instanceof Operation.Statement statement && statement.write());
        if (effects.isPresent() && writes) {
            effects.get().create(database, definition.timeout());
        }
        try (var connection = database.open(writes, definition.timeout())) {
            return Declared.each(definition, declared -> tool(declared, database, connection, effects));
        } catch (SQLException e) {
            throw new ConnectionException(SqlError.words(e, database));
        }
    }

    private Tool tool(Declared declared, Database database, Connection connection, Optional<EffectTable> effects)
            throws ConnectionException {
        if (!(declared.declaration().operation() instanceof Operation.Statement sql)) {
            throw new ConnectionException("a tool of a database has 'read' or 'write': a statement in SQL");
        }
        var statement = NamedStatement.parse(sql.sql());
        checkNames(statement, sql);
        var table = sql.write() ? effects : Optional.<EffectTable>empty();
        var output = output(sql, statement, connection);
        var spec = withTable(declared, table)
                .spec(sql.write() ? Access.WRITE : Access.READ, Words.description(sql.sql()), sql.args(), output);
        return CheckedTool.of(
                spec,
                sql.args(),
                Json.object(), // made here, from what the database itself tells
                new SqlTool(spec, sql, statement, database, table, threads, clock));
    }

    /** With the table, a write is done once for each effect id. */
    private static Declared withTable(Declared declared, Optional<EffectTable> table) {
        return table.map(effects -> declared.orIdempotent(new Idempotency.Key(effects.name(), EffectTable.KEPT)))
                .orElse(declared);
    }

    private static void checkNames(NamedStatement statement, Operation.Statement sql) throws ConnectionException {
        var declared = sql.args()
                .get("properties")
                .orElse(Json.object())
                .asObject()
                .members()
                .keySet();
        for (var name : statement.names()) {
            if (!declared.contains(name)) {
                throw new ConnectionException(
                        "':" + name + "' is not among the 'args'" + Fields.suggestion(name, declared));
            }
        }
        for (var name : declared) {
            if (!statement.names().contains(name)) {
                throw new ConnectionException(
                        "the statement does not use ':" + name + "'" + Fields.suggestion(name, statement.names()));
            }
        }
    }

    private static Json.Obj output(Operation.Statement sql, NamedStatement statement, Connection connection)
            throws ConnectionException {
        try (var prepared = connection.prepareStatement(statement.sql())) {
            var columns = prepared.getMetaData();
            if (sql.answer() != Operation.Answer.COUNT && (columns == null || columns.getColumnCount() == 0)) {
                throw new ConnectionException("the statement answers no rows; say 'answer: count'");
            }
            if (sql.answer() == Operation.Answer.COUNT) {
                return object("count", Json.object("type", Json.text("integer")));
            }
            var row = Columns.schema(columns);
            return sql.answer() == Operation.Answer.ONE
                    ? row
                    : object("rows", Json.object("type", Json.text("array")).with("items", row));
        } catch (SQLException e) {
            throw new ConnectionException("the database does not take the statement: "
                    + Words.plain(String.valueOf(e.getMessage()), Words.LONGEST_REASON));
        } finally {
            rollBack(connection);
        }
    }

    /** A statement that was not taken must not spoil the next. */
    private static void rollBack(Connection connection) throws ConnectionException {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new ConnectionException("the database is gone");
        }
    }

    private static Json.Obj object(String member, Json.Obj schema) {
        return Json.object("type", Json.text("object"))
                .with("required", Json.texts(java.util.List.of(member)))
                .with("properties", Json.object(member, schema));
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return "SQL connection " + definition.name();
    }
}
