package dev.baton.connect.sql;

import dev.baton.connect.source.Words;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What an error of a database means before it was asked to commit, so that certainly nothing was done. */
final class SqlError {
    private SqlError() {}

    static ToolResult beforeCommit(String tool, SQLException error, Database database) {
        var reason = tool + ": " + words(error, database);
        return refusal(error)
                .<ToolResult>map(refusal -> new ToolResult.Refused(refusal, reason))
                .orElseGet(() -> new ToolResult.Unavailable(reason, Optional.empty()));
    }

    /** True when an error of a commit says that it was not done. */
    static boolean isRolledBack(SQLException error) {
        var state = state(error.getSQLState());
        return state.startsWith("40")
                || state.startsWith("23")
                || refusal(error).isPresent();
    }

    static String words(SQLException error, Database database) {
        return database.hiddenIn("the database said: " + Words.plain(String.valueOf(error.getMessage()), 300));
    }

    /** Empty for what may go better when it is tried again. */
    private static Optional<Refusal> refusal(SQLException error) {
        if (error instanceof SQLiteException sqlite) {
            return switch (sqlite.getResultCode().code & 0xff) {
                case 5, 6, 9, 10, 13, 14 ->
                    Optional.empty(); // busy, locked, interrupted, input/output, full, cannot open
                case 19 -> Optional.of(Refusal.CONFLICT); // constraint
                case 3, 8, 23 -> Optional.of(Refusal.FORBIDDEN); // permission, read-only, authorisation
                default -> Optional.of(Refusal.INVALID);
            };
        }
        var state = state(error.getSQLState());
        if (state.equals("42501") || state.startsWith("25") || state.startsWith("28")) {
            return Optional.of(Refusal.FORBIDDEN);
        }
        return switch (state.isEmpty() ? "" : state.substring(0, 2)) {
            case "23" -> Optional.of(Refusal.CONFLICT);
            case "22", "42", "P0", "44", "21" -> Optional.of(Refusal.INVALID);
            default -> Optional.empty();
        };
    }

    private static String state(@Nullable String state) {
        return state == null || state.length() != 5 ? "" : state;
    }
}
