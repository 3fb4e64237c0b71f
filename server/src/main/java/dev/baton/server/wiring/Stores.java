package dev.baton.server.wiring;

import dev.baton.engine.Engine;
import dev.baton.event.EventStore;
import dev.baton.event.LogSnapshot;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.ViewStore;
import dev.baton.server.StoreLocation;
import dev.baton.store.postgres.PostgresAddress;
import dev.baton.store.postgres.PostgresEventStore;
import dev.baton.store.postgres.PostgresViewStore;
import dev.baton.store.sqlite.SqliteEventStore;
import dev.baton.store.sqlite.SqliteViewStore;
import java.util.List;

/** The log and the views of a server. */
public record Stores(EventStore log, ViewStore views) implements AutoCloseable {

    /**
     * Opens a store without putting a server to work on it. On a folder it has to be alone.
     *
     * @throws StoreUnavailableException when it cannot be used; the message says where and why
     */
    public static Stores open(StoreLocation location) {
        var opened = new Opened();
        try {
            return open(location, opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Like {@link #open}, but makes nothing.
     *
     * @throws StoreUnavailableException also when there is no log yet
     */
    public static Stores openExisting(StoreLocation location) {
        look(location).close();
        return open(location);
    }

    /**
     * Looks at a log, which others may write to at the same time, and changes nothing.
     *
     * @throws StoreUnavailableException when there is none or it cannot be read; the message says where and why
     */
    public static LogSnapshot look(StoreLocation location) {
        return switch (location) {
            case StoreLocation.Folder(var folder) -> SqliteEventStore.look(folder);
            case StoreLocation.Database database -> PostgresEventStore.look(address(database));
        };
    }

    /** What is wrong with the files of a store as a database, in words; empty for a database that keeps them itself. */
    public static List<String> damage(StoreLocation location) {
        return switch (location) {
            case StoreLocation.Folder(var folder) -> SqliteEventStore.check(folder);
            case StoreLocation.Database ignored -> List.of();
        };
    }

    /** Has the lists made anew from the log by the next engine. */
    public void forgetLists() {
        Engine.forgetLists(views);
    }

    @Override
    public void close() {
        views.close();
        log.close();
    }

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
