package dev.baton.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** Has questions answered on a connection. */
interface Asker {
    interface Question<R> {
        R on(Connection connection) throws SQLException;
    }

    <R> R ask(Question<R> question);
}
