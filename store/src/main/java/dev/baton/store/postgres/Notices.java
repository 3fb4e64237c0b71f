package dev.baton.store.postgres;

import dev.baton.event.Growth;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears on a connection of its own what all stores on this log tell, and looks up what the others did. Positions tell
 * what was missed, as after a broken connection, and a slow poll finds what nobody told.
 */
final class Notices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration START = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final long TOLERATED_MICROS = 500_000;

    private final PostgresAddress address;
    private final Changes changes;
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("baton-notices").unstarted(this::run);
    private volatile Optional<Connection> connected = Optional.empty();
    /** Up to where those who wait were told. */
    private long told;

    private Notices(PostgresAddress address, Changes changes) {
        this.address = address;
        this.changes = changes;
        this.told = changes.position();
    }

    static String channel(PostgresAddress address) {
        return "baton_" + address.schema();
    }

    /**
     * Returns once everything is heard, or soon will be.
     *
     * @param changes knows the end of the log; everything after that is told
     */
    static Notices start(PostgresAddress address, Changes changes) {
        var notices = new Notices(address, changes);
        notices.thread.start();
        await(notices.listening, START);
        return notices;
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (var connection = address.source("notices").getConnection()) {
                connected = Optional.of(connection);
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (closing.getCount() > 0) {
                    LOG.debug("Other nodes are not heard at the moment: {}", Failure.words(address, e));
                }
            }
            connected = Optional.empty();
            await(closing, PAUSE);
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel(address));
        }
        compareClocks(connection);
        catchUp(connection);
        if (listening.getCount() == 0) {
            // whatever was asked of the queue while nobody listened
            changes.workSooner();
        }
        listening.countDown();
        while (closing.getCount() > 0) {
            var heard = connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(POLL.toMillis()));
            if (heard.length == 0) {
                catchUp(connection);
            } else {
                hear(connection, heard);
            }
        }
    }

    private void hear(Connection connection, PGNotification[] heard) throws SQLException {
        var notices = Arrays.stream(heard)
                .map(PGNotification::getParameter)
                .flatMap(text -> Notice.parse(text).stream())
                .toList();
        for (var notice : notices) {
            // what this very store did was told when it was committed
            if (notice.from().equals(changes.store()) && notice.before() == told) {
                told = notice.last();
            }
        }
        if (notices.stream().anyMatch(notice -> notice.last() > told)) {
            catchUp(connection);
        }
        if (notices.stream().anyMatch(notice -> notice.work() && !notice.from().equals(changes.store()))) {
            changes.workSooner();
        }
    }

    /** A notice says that there is something; what there is the log itself tells. */
    private void catchUp(Connection connection) throws SQLException {
        var grown = grown(connection);
        grown.stream().mapToLong(Growth::position).max().ifPresent(last -> {
            told = last;
            changes.reached(last);
            changes.grown(grown);
        });
    }

    private List<Growth> grown(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT max(position), stream, max(revision + events - 1)"
                + " FROM append WHERE position > ? GROUP BY stream")) {
            return Sql.rows(statement, LogReader::growth, told);
        }
    }

    /** Claims end by the clocks of the nodes, so those should agree. */
    private void compareClocks(Connection connection) throws SQLException {
        var before = System.currentTimeMillis() * 1000;
        var there = Sql.number(connection, "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint");
        var after = System.currentTimeMillis() * 1000;
        var apart = Math.max(before - there, there - after);
        if (apart > TOLERATED_MICROS) {
            LOG.warn(
                    "The clock of this machine is {} ms away from that of {}; nodes share out runs by their clocks,"
                            + " so keep them in step",
                    apart / 1000,
                    address);
        }
    }

    private static void await(CountDownLatch latch, Duration atMost) {
        try {
            var ignored = latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        connected.ifPresent(Notices::abort);
    }

    /** Ends the waiting on the connection too. */
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is gone already
        }
    }
}
