package dev.baton.examples.backoffice.storage;

import java.sql.SQLException;

/** What is done inside one transaction. */
@FunctionalInterface
public interface Work<T> {
    /** Does it; any exception rolls everything back. */
    T in(Session session) throws SQLException;
}
