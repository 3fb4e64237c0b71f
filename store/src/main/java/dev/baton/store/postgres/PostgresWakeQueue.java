package dev.baton.store.postgres;

import dev.baton.event.Claim;
import dev.baton.event.StreamId;
import dev.baton.event.WakeQueue;
import dev.baton.store.Micros;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The queue that all nodes share. Who claims passes over what others are claiming and holds up no commit.
 *
 * <p>All claims of one call have a name in their tokens. When its answer was lost they are found again by that; when it
 * could not be had at all they are given back before the next call, because nobody works under them.
 */
final class PostgresWakeQueue implements WakeQueue {
    /** One call at a time per owner: a lost call on a broken connection is over before it is looked for. */
    private static final String MINE = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT stream, ready FROM wake WHERE ready <= ? ORDER BY ready LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE wake SET owner = ?, token = ? || '/' || wake.stream, ready = ? FROM due
            WHERE wake.stream = due.stream RETURNING wake.stream, wake.token, due.ready""";

    private static final String FIND =
            "SELECT stream, token, ready FROM wake WHERE owner = ? AND starts_with(token, ?)";

    private static final String GIVE_BACK =
            "UPDATE wake SET ready = 0, owner = NULL, token = NULL WHERE owner = ? AND starts_with(token, ?)";

    /** In the order in which commits lock them too, so that nobody waits for each other. */
    private static final String RENEW = """
            WITH mine AS MATERIALIZED (
                SELECT stream FROM wake WHERE owner = ? AND ready > ? ORDER BY stream FOR UPDATE)
            UPDATE wake SET ready = ? FROM mine WHERE wake.stream = mine.stream
            RETURNING wake.stream, wake.token""";

    private static final String RELEASE = """
            WITH mine AS MATERIALIZED (SELECT stream FROM wake WHERE owner = ? ORDER BY stream FOR UPDATE)
            UPDATE wake SET ready = 0, owner = NULL, token = NULL FROM mine WHERE wake.stream = mine.stream""";

    private record Claimed(Claim claim, long since) {}

    private final Pool pool;
    private final LogReader reader;
    private final Changes changes;
    private final String channel;
    private final Map<String, String> ownersOfLostCalls = new ConcurrentHashMap<>();

    PostgresWakeQueue(Pool pool, LogReader reader, Changes changes, String channel) {
        this.pool = pool;
        this.reader = reader;
        this.changes = changes;
        this.channel = channel;
    }

    @Override
    public List<Claim> claim(String owner, Instant now, Instant until, int limit) {
        giveBackLostCalls();
        var call = UUID.randomUUID().toString();
        var asked = new AtomicBoolean();
        try {
            return pool.inTransaction(connection -> {
                lock(connection, owner);
                var earlier = asked.getAndSet(true) ? find(connection, owner, call, until) : List.<Claim>of();
                return earlier.isEmpty() ? claim(connection, owner, call, now, until, limit) : earlier;
            });
        } catch (RuntimeException e) {
            if (asked.get()) {
                ownersOfLostCalls.put(call, owner);
            }
            throw e;
        }
    }

    private static void lock(Connection connection, String owner) throws SQLException {
        new Script().add(MINE, owner).run(connection);
    }

    private static List<Claim> claim(
            Connection connection, String owner, String call, Instant now, Instant until, int limit)
            throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            return Sql.rows(
                            statement,
                            row -> new Claimed(
                                    new Claim(new StreamId(row.getString(1)), owner, row.getString(2), until),
                                    row.getLong(3)),
                            Micros.roundedDown(now),
                            limit,
                            owner,
                            call,
                            Micros.roundedUp(until))
                    .stream()
                    .sorted(Comparator.comparingLong(Claimed::since))
                    .map(Claimed::claim)
                    .toList();
        }
    }

    private static List<Claim> find(Connection connection, String owner, String call, Instant until)
            throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            return Sql.rows(
                    statement,
                    row -> new Claim(new StreamId(row.getString(1)), owner, row.getString(2), until),
                    owner,
                    call);
        }
    }

    private void giveBackLostCalls() {
        ownersOfLostCalls.forEach((call, owner) -> {
            pool.inTransaction(connection -> {
                lock(connection, owner);
                new Script().add(GIVE_BACK, owner, call).run(connection);
                return true;
            });
            ownersOfLostCalls.remove(call);
        });
    }

    @Override
    public List<Claim> renew(String owner, Instant now, Instant until) {
        return pool.ask(connection -> {
            try (var statement = connection.prepareStatement(RENEW)) {
                return Sql.rows(
                        statement,
                        row -> new Claim(new StreamId(row.getString(1)), owner, row.getString(2), until),
                        owner,
                        Micros.roundedDown(now),
                        Micros.roundedUp(until));
            }
        });
    }

    @Override
    public void release(String owner) {
        pool.inTransaction(connection -> {
            var position = Sql.number(connection, "SELECT position FROM head");
            new Script()
                    .add(RELEASE, owner)
                    .add(
                            "SELECT pg_notify(?, ?)",
                            channel,
                            new Notice(changes.store(), position, position, true).text())
                    .run(connection);
            return true;
        });
        changes.workSooner();
    }

    @Override
    public Optional<Instant> nextDue() {
        return reader.nextDue();
    }

    @Override
    public int waiting(Instant now, int atMost) {
        return reader.waiting(now, atMost);
    }

    @Override
    public long awaitChange(long seen, Duration atMost) throws InterruptedException {
        return changes.awaitWork(seen, atMost);
    }
}
