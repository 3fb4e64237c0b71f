package dev.baton.store.sqlite;

import dev.baton.event.Claim;
import dev.baton.event.CommitOutcome;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.event.WakeChange;
import dev.baton.store.Micros;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The queue as the log's writer sees it. */
final class WakeTable {
    private static final long AT_ONCE = 0;

    private final PreparedStatement token;
    private final PreparedStatement queued;
    private final PreparedStatement at;
    private final PreparedStatement claimed;
    private final PreparedStatement parkUntil;
    private final PreparedStatement parkForGood;
    private final PreparedStatement parkUntilAgain;
    private final PreparedStatement due;
    private final PreparedStatement renew;
    private final PreparedStatement release;

    WakeTable(Connection connection) throws SQLException {
        token = connection.prepareStatement("SELECT token FROM wake WHERE stream = ? AND token IS NOT NULL");
        queued = connection.prepareStatement("SELECT 1 FROM wake WHERE stream = ?");
        at = connection.prepareStatement("""
                INSERT INTO wake (stream, ready) VALUES (?, ?)
                ON CONFLICT (stream) DO UPDATE SET
                    ready = iif(owner IS NULL, min(ready, excluded.ready), ready),
                    again = iif(owner IS NULL, again, min(coalesce(again, excluded.ready), excluded.ready))""");
        claimed = connection.prepareStatement("""
                INSERT INTO wake (stream, owner, token, ready) VALUES (?, ?, ?, ?)
                ON CONFLICT (stream) DO UPDATE SET
                    owner = excluded.owner, token = excluded.token, ready = excluded.ready""");
        parkUntil = connection.prepareStatement("""
                UPDATE wake SET ready = min(coalesce(again, ?1), ?1), again = NULL, owner = NULL, token = NULL
                WHERE stream = ?2""");
        parkForGood = connection.prepareStatement("DELETE FROM wake WHERE stream = ? AND again IS NULL");
        parkUntilAgain = connection.prepareStatement(
                "UPDATE wake SET ready = again, again = NULL, owner = NULL, token = NULL WHERE stream = ?");
        due = connection.prepareStatement("SELECT stream FROM wake WHERE ready <= ? ORDER BY ready LIMIT ?");
        renew = connection.prepareStatement(
                "UPDATE wake SET ready = ? WHERE owner = ? AND ready > ? RETURNING stream, token");
        release = connection.prepareStatement(
                "UPDATE wake SET ready = " + AT_ONCE + ", owner = NULL, token = NULL WHERE owner = ?");
    }

    Optional<CommitOutcome> refusal(List<WakeChange> changes) throws SQLException {
        for (var change : changes) {
            if (!isAllowed(change)) {
                return Optional.of(new CommitOutcome.ClaimLost(change.stream()));
            }
        }
        return Optional.empty();
    }

    private boolean isAllowed(WakeChange change) throws SQLException {
        return switch (change) {
            case WakeChange.At ignored -> true;
            case WakeChange.Claimed(var claim) ->
                token(claim.stream()).map(claim.token()::equals).orElse(true);
            case WakeChange.Park(var claim, var ignored) ->
                token(claim.stream()).map(claim.token()::equals).orElse(false);
        };
    }

    private Optional<String> token(StreamId stream) throws SQLException {
        return Sql.row(token, row -> row.getString(1), stream.value());
    }

    /** Makes the changes, and tells whether a stream may now be claimed earlier than before. */
    boolean apply(List<WakeChange> changes) throws SQLException {
        var sooner = false;
        for (var change : changes) {
            sooner |= apply(change);
        }
        return sooner;
    }

    private boolean apply(WakeChange change) throws SQLException {
        return switch (change) {
            case WakeChange.At(var stream, var due) -> Sql.update(at, stream.value(), Micros.roundedUp(due)) > 0;
            case WakeChange.Claimed(var claim) -> {
                claim(claim);
                yield false;
            }
            case WakeChange.Park(var claim, var next) -> park(claim.stream(), next);
        };
    }

    private void claim(Claim claim) throws SQLException {
        Sql.update(claimed, claim.stream().value(), claim.owner(), claim.token(), Micros.roundedUp(claim.until()));
    }

    private boolean park(StreamId stream, Optional<Instant> next) throws SQLException {
        if (next.isPresent()) {
            return Sql.update(parkUntil, Micros.roundedUp(next.get()), stream.value()) > 0;
        }
        return Sql.update(parkForGood, stream.value()) == 0 && Sql.update(parkUntilAgain, stream.value()) > 0;
    }

    boolean isQueued(StreamId stream) throws SQLException {
        return Sql.row(queued, row -> true, stream.value()).isPresent();
    }

    void restore(Wake wake) throws SQLException {
        Sql.update(at, wake.stream().value(), Micros.roundedUp(wake.due()));
    }

    List<Claim> claim(String owner, Instant now, Instant until, int limit) throws SQLException {
        var claims = new ArrayList<Claim>();
        for (var stream : Sql.rows(due, row -> row.getString(1), Micros.roundedDown(now), limit)) {
            var claim = new Claim(new StreamId(stream), owner, UUID.randomUUID().toString(), until);
            claim(claim);
            claims.add(claim);
        }
        return claims;
    }

    List<Claim> renew(String owner, Instant now, Instant until) throws SQLException {
        return Sql.rows(
                renew,
                row -> new Claim(new StreamId(row.getString(1)), owner, row.getString(2), until),
                Micros.roundedUp(until),
                owner,
                Micros.roundedDown(now));
    }

    void release(String owner) throws SQLException {
        Sql.update(release, owner);
    }
}
