package dev.baton.testkit;

import dev.baton.event.CommitOutcome;
import dev.baton.event.Hold;
import dev.baton.event.HoldChange;
import dev.baton.event.StreamId;
import dev.baton.json.Digest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The digests of keys and who holds them. */
final class MemoryHolds {
    private final Map<String, StreamId> owners = new TreeMap<>();

    Optional<StreamId> holder(String key) {
        return Optional.ofNullable(owners.get(digest(key)));
    }

    /** The first take that meets another owner, when the changes are made in their order. */
    Optional<CommitOutcome> refusal(List<HoldChange> changes) {
        var trial = new HashMap<>(owners);
        for (var change : changes) {
            var owner = trial.get(digest(change.key()));
            if (change instanceof HoldChange.Take take && owner != null && !owner.equals(take.owner())) {
                return Optional.of(new CommitOutcome.Held(take.key(), owner));
            }
            apply(trial, change);
        }
        return Optional.empty();
    }

    void apply(List<HoldChange> changes) {
        changes.forEach(change -> apply(owners, change));
    }

    private static void apply(Map<String, StreamId> owners, HoldChange change) {
        switch (change) {
            case HoldChange.Take(var key, var owner) -> owners.put(digest(key), owner);
            case HoldChange.Release(var key, var owner) -> owners.remove(digest(key), owner);
        }
    }

    private static String digest(String key) {
        return Hold.digest(key).hex();
    }

    List<Hold> all() {
        return owners.entrySet().stream()
                .map(hold -> new Hold(new Digest(hold.getKey()), hold.getValue()))
                .toList();
    }

    boolean isEmpty() {
        return owners.isEmpty();
    }

    void restore(Hold hold) {
        owners.put(hold.key().hex(), hold.owner());
    }
}
