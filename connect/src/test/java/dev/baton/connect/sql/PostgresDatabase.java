package dev.baton.connect.sql;

import dev.baton.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on the one server of the tests. */
record PostgresDatabase(String name) implements LedgerCase.Place {
    private static final AtomicInteger COUNT = new AtomicInteger();

    static PostgresDatabase create() throws SQLException {
        var name = "ledger_" + COUNT.incrementAndGet();
        onServer("create database " + name);
        return new PostgresDatabase(name);
    }

    private static void onServer(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(PostgresServer.shared().jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String url() {
        return PostgresServer.shared().jdbcUrl().replace("/postgres?", "/" + name + "?");
    }

    @Override
    public Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(url());
        return connection;
    }

    @Override
    public String refusing() {
        return "alter table entry add constraint no check (false) not valid";
    }

    @Override
    public String locking() {
        return "begin; lock table account, entry in access exclusive mode";
    }

    @Override
    public void remove() throws SQLException {
        onServer("drop database " + name + " with (force)");
    }
}
