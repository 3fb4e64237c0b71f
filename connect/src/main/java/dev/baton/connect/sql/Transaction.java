package dev.baton.connect.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** How far one call has come, so that who gives it up knows whether it may have been done. */
final class Transaction {
    private enum Phase {
        WORKING,
        COMMITTING,
        ABANDONED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);
    private final AtomicReference<Optional<Connection>> connection = new AtomicReference<>(Optional.empty());

    void on(Connection opened) {
        connection.set(Optional.of(opened));
    }

    /** False when it was given up in the meantime: then it must not be committed. */
    boolean mayCommit() {
        return phase.compareAndSet(Phase.WORKING, Phase.COMMITTING);
    }

    boolean isCommitting() {
        return phase.get() == Phase.COMMITTING;
    }

    /** True when it can no longer be done by anybody. */
    boolean abandon() {
        var certain = phase.compareAndSet(Phase.WORKING, Phase.ABANDONED);
        connection.get().ifPresent(Transaction::abort);
        return certain;
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is closed by its own thread then
        }
    }
}
