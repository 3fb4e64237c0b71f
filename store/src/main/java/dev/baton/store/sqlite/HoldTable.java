package dev.baton.store.sqlite;

import dev.baton.event.CommitOutcome;
import dev.baton.event.Hold;
import dev.baton.event.HoldChange;
import dev.baton.event.StreamId;
import dev.baton.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The digests of keys and who holds them. */
final class HoldTable {
    private final PreparedStatement find;
    private final PreparedStatement take;
    private final PreparedStatement release;

    HoldTable(Connection connection) throws SQLException {
        find = connection.prepareStatement("SELECT owner FROM hold WHERE key = ?");
        take = connection.prepareStatement("INSERT OR IGNORE INTO hold (key, owner) VALUES (?, ?)");
        release = connection.prepareStatement("DELETE FROM hold WHERE key = ? AND owner = ?");
    }

    Optional<StreamId> holder(String key) throws SQLException {
        return Sql.row(find, row -> new StreamId(row.getString(1)), bytes(key));
    }

    /** The first take that would meet another owner, when the changes are made in their order. */
    Optional<CommitOutcome> refusal(List<HoldChange> changes) throws SQLException {
        Map<String, Optional<StreamId>> owners = new HashMap<>();
        for (var change : changes) {
            var owner = owners.containsKey(change.key()) ? owners.get(change.key()) : holder(change.key());
            var isOwn = owner.map(change.owner()::equals).orElse(true);
            switch (change) {
                case HoldChange.Take take
                when !isOwn -> {
                    return Optional.of(new CommitOutcome.Held(take.key(), owner.orElseThrow()));
                }
                case HoldChange.Take take -> owners.put(take.key(), Optional.of(take.owner()));
                case HoldChange.Release release -> owners.put(release.key(), isOwn ? Optional.empty() : owner);
            }
        }
        return Optional.empty();
    }

    void apply(List<HoldChange> changes) throws SQLException {
        for (var change : changes) {
            var statement = switch (change) {
                case HoldChange.Take ignored -> take;
                case HoldChange.Release ignored -> release;
            };
            Sql.update(statement, bytes(change.key()), change.owner().value());
        }
    }

    void restore(Hold hold) throws SQLException {
        Sql.update(take, hold.key().bytes(), hold.owner().value());
    }

    static byte[] bytes(String key) {
        return Hold.digest(key).bytes();
    }
}
