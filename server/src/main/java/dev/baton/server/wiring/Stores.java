package dev.baton.server.wiring;

import dev.baton.event.EventStore;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.ViewStore;
import dev.baton.server.StoreLocation;
import dev.baton.store.postgres.PostgresAddress;
import dev.baton.store.postgres.PostgresEventStore;
import dev.baton.store.postgres.PostgresViewStore;
import dev.baton.store.sqlite.SqliteEventStore;
import dev.baton.store.sqlite.SqliteViewStore;

/** The log and the views of a server. */
record Stores(EventStore log, ViewStore views) {

    /** @throws StoreUnavailableException when they cannot be used; the message says where and why */
    static Stores open(StoreLocation location, Opened opened) {
        return switch (location) {
            case StoreLocation.Folder(var folder) ->
                new Stores(
                        opened.keep(SqliteEventStore.open(folder)),
                        opened.keep(SqliteViewStore.open(folder.resolve("views.db"))));
            case StoreLocation.Database database -> {
                var address = address(database);
                yield new Stores(
                        opened.keep(PostgresEventStore.open(address)), opened.keep(PostgresViewStore.open(address)));
            }
        };
    }

    private static PostgresAddress address(StoreLocation.Database database) {
        try {
            return PostgresAddress.of(database.url()).withLogin(database.user(), database.password());
        } catch (IllegalArgumentException e) {
            throw new StoreUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }
}
