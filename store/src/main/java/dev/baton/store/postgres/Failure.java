package dev.baton.store.postgres;

import dev.baton.event.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Optional;

/** What an error of the database means. */
final class Failure {
    private Failure() {}

    /**
     * True when what was to be written is at fault and would be refused again; anything else may pass: a database that
     * is away, is full, was set to read only or has become a replica.
     */
    static boolean isOfTheValues(SQLException e) {
        return switch (Optional.ofNullable(e.getSQLState()).orElse("").replaceFirst("(?<=^..).*", "")) {
            case "22", "23", "54" -> true; // data exception, integrity constraint, program limit
            default -> false;
        };
    }

    static RuntimeException refused(Exception e) {
        return e instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("it cannot be written and nothing of it was: " + e.getMessage(), e);
    }

    static StoreUnavailableException unavailable(PostgresAddress address, SQLException e) {
        return new StoreUnavailableException(words(address, e), e);
    }

    static String words(PostgresAddress address, Throwable e) {
        return address + " cannot be used: "
                + Optional.ofNullable(e.getMessage())
                        .orElse(e.toString())
                        .lines()
                        .findFirst()
                        .orElse("");
    }
}
