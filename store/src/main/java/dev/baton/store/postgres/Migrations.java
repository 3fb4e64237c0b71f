package dev.baton.store.postgres;

import dev.baton.event.StoreUnavailableException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The numbered files that bring a database to the present schema. Nodes that start together take turns. */
final class Migrations {
    private static final String FILES = "classpath:dev/baton/store/postgres";
    private static final String HISTORY = "migration";

    private Migrations() {}

    /** @throws StoreUnavailableException when the database is away or was written by a newer version */
    static void apply(PostgresAddress address) {
        try {
            var flyway = flyway(address);
            flyway.migrate();
            refuseNewer(address, flyway);
        } catch (FlywayException e) {
            throw new StoreUnavailableException(Failure.words(address, e), e);
        }
    }

    /** @throws StoreUnavailableException when the database is away or its schema is not the present one */
    static void requirePresent(PostgresAddress address) {
        try {
            var flyway = flyway(address);
            if (flyway.info().pending().length > 0) {
                throw new StoreUnavailableException("there is no log in " + address
                        + ", or only one of an older version; start a server on it first");
            }
            refuseNewer(address, flyway);
        } catch (FlywayException e) {
            throw new StoreUnavailableException(Failure.words(address, e), e);
        }
    }

    private static Flyway flyway(PostgresAddress address) {
        return Flyway.configure()
                .dataSource(address.source("migrations"))
                .locations(FILES)
                .failOnMissingLocations(true)
                .schemas(address.schema())
                .table(HISTORY)
                .cleanDisabled(true)
                .load();
    }

    private static void refuseNewer(PostgresAddress address, Flyway flyway) {
        Arrays.stream(flyway.info().applied())
                .filter(applied -> !applied.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .findFirst()
                .ifPresent(version -> {
                    throw new StoreUnavailableException(
                            address + " cannot be used: it was written by a newer version of" + " Baton (schema "
                                    + version + "); start that version again");
                });
    }
}
