package dev.baton.store.postgres;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a database is and how one gets in. Its text never holds the password. */
public final class PostgresAddress {
    /** Where the tables are unless the URL names a {@code currentSchema}. */
    public static final String DEFAULT_SCHEMA = "baton";

    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,40}");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final String url;
    private final Properties parts;
    private final String schema;
    private final Optional<String> user;
    private final Optional<String> password;

    private PostgresAddress(
            String url, Properties parts, String schema, Optional<String> user, Optional<String> password) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "'" + schema + "' is not a name for a schema: lower-case letters, digits and _ only");
        }
        this.url = url;
        this.parts = parts;
        this.schema = schema;
        this.user = user;
        this.password = password;
    }

    /**
     * Reads a JDBC URL such as {@code jdbc:postgresql://host:5432/database?user=baton}.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat it, as it may hold a password
     */
    public static PostgresAddress of(String url) {
        if (url.contains("@")) {
            // the driver would take the password for a port, and log it
            throw new IllegalArgumentException("the store's address holds an @: a JDBC URL of PostgreSQL takes user and"
                    + " password as parameters (?user=…&password=…), or leave them to the environment, and write an @"
                    + " in them as %40");
        }
        var parts = parse(url);
        if (parts == null) {
            throw new IllegalArgumentException(
                    "the store's address is not a JDBC URL of PostgreSQL, such as jdbc:postgresql://host:5432/database");
        }
        var schema = Optional.ofNullable(PGProperty.CURRENT_SCHEMA.getOrDefault(parts));
        return new PostgresAddress(url, parts, schema.orElse(DEFAULT_SCHEMA), Optional.empty(), Optional.empty());
    }

    private static @Nullable Properties parse(String url) {
        return Driver.parseURL(url, new Properties());
    }

    /** With a user and a password where the URL itself names none. */
    public PostgresAddress withLogin(Optional<String> otherUser, Optional<String> otherPassword) {
        return new PostgresAddress(url, parts, schema, otherUser, otherPassword);
    }

    public PostgresAddress inSchema(String other) {
        return new PostgresAddress(url, parts, other, user, password);
    }

    String schema() {
        return schema;
    }

    /**
     * A source of connections.
     *
     * @param purpose shown in the database's list of sessions
     */
    DataSource source(String purpose) {
        var source = new PGSimpleDataSource();
        source.setURL(url);
        if (source.getUser() == null) {
            user.ifPresent(source::setUser);
        }
        if (source.getPassword() == null) {
            password.ifPresent(source::setPassword);
        }
        source.setCurrentSchema(schema);
        source.setApplicationName("baton " + purpose);
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(Math.toIntExact(CONNECT.toSeconds()));
        source.setSocketTimeout(Math.toIntExact(ANSWER.toSeconds()));
        return source;
    }

    @Override
    public String toString() {
        return "PostgreSQL database " + part(PGProperty.PG_DBNAME) + " at " + part(PGProperty.PG_HOST) + ":"
                + part(PGProperty.PG_PORT);
    }

    private String part(PGProperty property) {
        return Optional.ofNullable(property.getOrDefault(parts)).orElse("?");
    }
}
