package dev.baton.connect.sql;

import dev.baton.connect.http.HostLookup;
import dev.baton.connect.http.NetworkGuard;
import dev.baton.connect.source.ConnectionException;
import dev.baton.tool.Auth;
import dev.baton.tool.ConnectionDefinition;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.postgresql.Driver;

/**
 * A database and how one gets in, for reads and for writes.
 *
 * @param url as the driver takes it
 * @param secrets that no message may hold
 */
record Database(String url, boolean sqlite, Login reads, Login writes, List<String> secrets) {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String SQLITE = "jdbc:sqlite:";

    /** A user and a password, each empty when the database asks for none. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** @throws ConnectionException when the url, a login or the network does not allow it */
    static Database of(ConnectionDefinition definition, UnaryOperator<String> texts, Path folder)
            throws ConnectionException {
        var url = filled(definition.url(), texts);
        var writes = login(definition.auth(), texts);
        var reads = definition.readAuth().isPresent() ? login(definition.readAuth(), texts) : writes;
        var secrets = List.of(reads.password(), writes.password());
        if (url.startsWith(SQLITE)) {
            var file = url.substring(SQLITE.length());
            if (file.isBlank() || file.startsWith(":") || file.contains("?")) {
                throw new ConnectionException("its url names no file of SQLite; write jdbc:sqlite:path/to/file.db");
            }
            return new Database(
                    SQLITE + folder.resolve(file).toAbsolutePath().normalize(), true, reads, writes, secrets);
        }
        if (!url.startsWith(POSTGRESQL)) {
            throw new ConnectionException("its url is none of a database that is supported; write"
                    + " jdbc:postgresql://host:5432/database or jdbc:sqlite:path/to/file.db");
        }
        checkHosts(url, new NetworkGuard(definition.privateNetwork(), HostLookup.SYSTEM));
        return new Database(url, false, reads, writes, secrets);
    }

    private static void checkHosts(String url, NetworkGuard guard) throws ConnectionException {
        var parts = url.contains("@") ? null : Driver.parseURL(url, new Properties());
        if (parts == null) {
            // the driver would take a password before an @ for a port, and log it
            throw new ConnectionException("its url is not that of a database of PostgreSQL; write"
                    + " jdbc:postgresql://host:5432/database, and user and password in 'auth'");
        }
        for (var host : parts.getProperty("PGHOST", "localhost").split(",")) {
            var objection = guard.objectionTo(host);
            if (objection.isPresent()) {
                throw new ConnectionException(objection.get());
            }
        }
    }

    private static Login login(Optional<Auth> auth, UnaryOperator<String> texts) throws ConnectionException {
        if (auth.isEmpty()) {
            return new Login("", "");
        }
        if (!(auth.get() instanceof Auth.Basic(var user, var password))) {
            throw new ConnectionException("a database takes a user and a password: 'auth: {type: basic, ...}'");
        }
        return new Login(filled(user, texts), filled(password, texts));
    }

    private static String filled(String text, UnaryOperator<String> texts) throws ConnectionException {
        try {
            return texts.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConnectionException("its settings cannot be used: " + e.getMessage());
        }
    }

    /** A connection outside of any transaction, which for a read cannot write whatever it is told. */
    Connection open(boolean write, Duration timeout) throws SQLException {
        var seconds = Long.toString(Math.max(1, timeout.toSeconds()));
        var properties = new Properties();
        var login = write ? writes : reads;
        if (sqlite) {
            properties.setProperty("open_mode", write ? "2" : "1"); // SQLITE_OPEN_READWRITE, SQLITE_OPEN_READONLY
            properties.setProperty("busy_timeout", Long.toString(Math.max(1, timeout.toMillis() / 2)));
            properties.setProperty("transaction_mode", write ? "IMMEDIATE" : "DEFERRED");
        } else {
            properties.setProperty("ApplicationName", "baton");
            properties.setProperty("connectTimeout", seconds);
            properties.setProperty("loginTimeout", seconds);
            properties.setProperty("socketTimeout", Long.toString(timeout.toSeconds() + 5));
            properties.setProperty("stringtype", "unspecified"); // so that texts become dates, ids and enums
            properties.setProperty("readOnlyMode", "always");
            if (!login.user().isEmpty()) {
                properties.setProperty("user", login.user());
                properties.setProperty("password", login.password());
            }
        }
        var connection = DriverManager.getConnection(url, properties);
        try {
            if (!sqlite) {
                connection.setReadOnly(!write);
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    String hiddenIn(String text) {
        var hidden = text;
        for (var secret : secrets) {
            hidden = secret.isEmpty() ? hidden : hidden.replace(secret, "***");
        }
        return hidden;
    }

    @Override
    public String toString() {
        return sqlite ? "SQLite" : "PostgreSQL";
    }
}
