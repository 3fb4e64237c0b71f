package dev.baton.cli;

import dev.baton.server.StoreLocation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the store is: said on the command line, or by the environment. */
final class StoreOption {
    private static final String URL = "BATON_STORE";
    private static final String USER = "BATON_STORE_USER";
    private static final String PASSWORD = "BATON_STORE_PASSWORD";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the store, made when missing; for one server only.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "A PostgreSQL database as the store instead, which several servers may share:"
                    + " jdbc:postgresql://HOST:5432/DATABASE. Else " + URL
                    + " of the environment; user and password from " + USER + " and " + PASSWORD
                    + " where the URL names none.")
    private Optional<String> store = Optional.empty();

    /** @param otherwise the folder when nothing was said */
    StoreLocation location(Path otherwise, Map<String, String> environment) {
        if (data.isPresent() && store.isPresent()) {
            throw CommandException.unusable(
                    "--data is for a store in a folder, --store for one in a database; give one");
        }
        var url = store.or(() -> data.isPresent() ? Optional.empty() : value(environment, URL));
        try {
            return url.<StoreLocation>map(it ->
                            new StoreLocation.Database(it, value(environment, USER), value(environment, PASSWORD)))
                    .orElseGet(() -> new StoreLocation.Folder(data.orElse(otherwise)));
        } catch (IllegalArgumentException e) {
            throw CommandException.unusable(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
