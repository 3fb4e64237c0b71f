package dev.baton.connect.sql;

import dev.baton.connect.source.CheckedTool;
import dev.baton.json.Json;
import dev.baton.tool.Operation;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import dev.baton.tool.ToolSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One statement as a tool. It runs on a platform thread, because a native call on a virtual one would hold up others.
 *
 * @param effects where the write keeps what it did; empty for reads and for databases without such a table
 */
record SqlTool(
        ToolSpec spec,
        Operation.Statement declared,
        NamedStatement statement,
        Database database,
        Optional<EffectTable> effects,
        ExecutorService threads,
        InstantSource clock)
        implements CheckedTool.Calling {

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
        var transaction = new Transaction();
        try {
            var running = threads.submit(() -> run(call, transaction));
            return running.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return givenUp(
                    transaction, "no answer came within " + call.timeout().toMillis() + " ms");
        } catch (InterruptedException e) {
            transaction.abandon();
            throw e;
        } catch (RejectedExecutionException e) {
            return new ToolResult.Unavailable(spec.name() + ": the connection is closed", Optional.empty());
        } catch (ExecutionException e) {
            throw new IllegalStateException(spec.name() + " failed", e.getCause());
        }
    }

    private ToolResult givenUp(Transaction transaction, String why) {
        var certain = transaction.abandon();
        return certain || !declared.write()
                ? new ToolResult.Unavailable(spec.name() + ": " + why + "; nothing was changed", Optional.empty())
                : new ToolResult.Unknown(spec.name() + ": " + why + " after it was asked to commit");
    }

    private ToolResult run(ToolCall call, Transaction transaction) {
        try (var connection = database.open(declared.write(), call.timeout())) {
            transaction.on(connection);
            var result = effects.isPresent() ? once(connection, call, effects.get()) : executed(connection, call);
            if (!declared.write() || !(result instanceof ToolResult.Done)) {
                connection.rollback();
                return result;
            }
            return transaction.mayCommit() ? committed(connection, result) : givenUp(transaction, "it was given up");
        } catch (SQLException e) {
            return transaction.isCommitting()
                    ? new ToolResult.Unknown(spec.name() + ": " + SqlError.words(e, database))
                    : SqlError.beforeCommit(spec.name().toString(), e, database);
        }
    }

    private ToolResult committed(Connection connection, ToolResult result) {
        try {
            connection.commit();
            return result;
        } catch (SQLException e) {
            return SqlError.isRolledBack(e)
                    ? SqlError.beforeCommit(spec.name().toString(), e, database)
                    : new ToolResult.Unknown(
                            spec.name() + ": it was asked to commit, and " + SqlError.words(e, database));
        }
    }

    private ToolResult once(Connection connection, ToolCall call, EffectTable table) throws SQLException {
        var effect = call.key().orElseThrow();
        var args = new String(call.args().canonical(), java.nio.charset.StandardCharsets.UTF_8);
        if (!table.take(connection, effect, spec.name().toString(), args, clock.instant())) {
            connection.rollback();
            return known(table.find(connection, effect), args);
        }
        var result = executed(connection, call);
        if (result instanceof ToolResult.Done(var answer)) {
            table.keep(connection, effect, answer);
        }
        return result;
    }

    private ToolResult known(Optional<EffectTable.Known> known, String args) {
        return known.filter(effect -> effect.tool().equals(spec.name().toString())
                        && effect.args().equals(args))
                .flatMap(EffectTable.Known::result)
                .<ToolResult>map(ToolResult.Done::new)
                .orElseGet(() -> new ToolResult.Refused(
                        Refusal.CONFLICT, spec.name() + ": this effect id was used for something else before"));
    }

    private ToolResult executed(Connection connection, ToolCall call) throws SQLException {
        try (var prepared = connection.prepareStatement(statement.sql())) {
            prepared.setQueryTimeout((int) Math.max(1, call.timeout().toSeconds()));
            prepared.setMaxRows(declared.rows() + 1);
            Columns.bind(prepared, statement.names(), call.args());
            return switch (declared.answer()) {
                case COUNT -> new ToolResult.Done(Json.object("count", Json.number(prepared.executeUpdate())));
                case LIST -> list(rows(prepared));
                case ONE -> one(rows(prepared));
            };
        }
    }

    private List<Json> rows(PreparedStatement prepared) throws SQLException {
        var found = new ArrayList<Json>();
        try (var rows = prepared.executeQuery()) {
            while (found.size() <= declared.rows() && rows.next()) {
                found.add(Columns.row(rows));
            }
        }
        return found;
    }

    private ToolResult list(List<Json> rows) {
        if (rows.size() <= declared.rows()) {
            return new ToolResult.Done(Json.object("rows", Json.array(rows)));
        }
        return new ToolResult.Done(Json.object("rows", Json.array(rows.subList(0, declared.rows())))
                .with("truncated", Json.bool(true)));
    }

    private ToolResult one(List<Json> rows) {
        return switch (rows.size()) {
            case 0 -> new ToolResult.Refused(Refusal.NOT_FOUND, spec.name() + " found nothing");
            case 1 -> new ToolResult.Done(rows.getFirst());
            default ->
                new ToolResult.Refused(Refusal.CONFLICT, spec.name() + " found more than one row where one was meant");
        };
    }
}
