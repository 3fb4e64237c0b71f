package dev.baton.store.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** A file can be read, but what it holds is not ours, not of this version, or damaged. */
final class UnusableContentsException extends SQLException {
    UnusableContentsException(String message) {
        super(message);
    }

    /** True when a failure tells of contents that will not get better by trying again. */
    static boolean isBehind(Throwable failure) {
        return switch (failure.getCause()) {
            case UnusableContentsException ignored -> true;
            case SQLiteException sqlite ->
                switch (ErrorKind.of(sqlite.getResultCode())) {
                    case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
                    default -> false;
                };
            case null, default -> false;
        };
    }
}
