package dev.baton.store.postgres;

import dev.baton.event.StoreUnavailableException;
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
            var flyway = Flyway.configure()
                    .dataSource(address.source("migrations"))
                    .locations(FILES)
                    .failOnMissingLocations(true)
                    .schemas(address.schema())
                    .table(HISTORY)
                    .cleanDisabled(true)
                    .load();
            flyway.migrate();
            refuseNewer(address, flyway);
        } catch (FlywayException e) {
            throw new StoreUnavailableException(Failure.words(address, e), e);
        }
    }

    private static void refuseNewer(PostgresAddress address, Flyway flyway) {
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState().isResolved()) {
                continue;
            }
            throw new StoreUnavailableException(address + " cannot be used: it was written by a newer version of Baton"
                    + " (schema " + applied.getVersion() + "); start that version again");
        }
    }
}
