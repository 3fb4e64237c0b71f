package dev.baton.server;

import java.nio.file.Path;
import java.util.Optional;

/** Where a server keeps what happened. Its text never holds a password. */
public sealed interface StoreLocation {

    /** In a folder, made when missing, that this process has to itself. */
    record Folder(Path path) implements StoreLocation {
        @Override
        public String toString() {
            return "the folder " + path;
        }
    }

    /**
     * In a PostgreSQL database that several servers may share.
     *
     * @param url for JDBC; may hold a user and a password itself
     */
    record Database(String url, Optional<String> user, Optional<String> password) implements StoreLocation {
        private static final String PREFIX = "jdbc:postgresql:";

        public Database {
            if (!url.startsWith(PREFIX)) {
                throw new IllegalArgumentException("a store is a JDBC URL of PostgreSQL, such as " + PREFIX
                        + "//host:5432/database; without one, it is a folder");
            }
        }

        @Override
        public String toString() {
            // what comes after may hold a password
            return url.replaceFirst("\\?.*", "");
        }
    }
}
