package dev.baton.store.sqlite;

import org.sqlite.SQLiteErrorCode;

/** The kind of an error, without the details that SQLite adds to it. */
final class ErrorKind {
    private ErrorKind() {}

    static SQLiteErrorCode of(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }
}
