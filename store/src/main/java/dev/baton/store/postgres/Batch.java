package dev.baton.store.postgres;

import dev.baton.event.Append;
import dev.baton.event.Claim;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.CommitOutcome.ClaimLost;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.CommitOutcome.Held;
import dev.baton.event.CommitOutcome.Stale;
import dev.baton.event.Growth;
import dev.baton.event.Hold;
import dev.baton.event.HoldChange;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.WakeChange;
import dev.baton.json.Digest;
import dev.baton.store.Micros;
import dev.baton.store.PackedAppend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides commits one after the other, each on what the tables hold and the ones before it add, and collects what is to
 * be written for all of them. One that is refused adds nothing, so its neighbours do not notice.
 */
final class Batch {
    /** Events to be written, and the position of the last of them. */
    record Row(String commit, PackedAppend append, long position) {
        Growth growth() {
            return new Growth(append.append().stream(), append.append().head().revision(), position);
        }
    }

    private final Present present;
    private final List<Row> rows = new ArrayList<>();
    private final Map<StreamId, StreamHead> heads = new HashMap<>();
    private final Map<String, Long> commits = new LinkedHashMap<>();
    private final Map<Digest, Optional<StreamId>> holders = new HashMap<>();
    private final Map<StreamId, Optional<QueuedStream>> queued = new HashMap<>();
    private final List<StreamEnd> archived = new ArrayList<>();
    private long position;
    private boolean sooner;

    Batch(Present present) {
        this.present = present;
        this.position = present.position();
    }

    /** @throws IllegalArgumentException when a stream ends at the expected revision but with another hash */
    CommitOutcome decide(PackedCommit packed) {
        var commit = packed.commit();
        var before = Optional.ofNullable(commits.get(commit.id())).or(() -> present.commit(commit.id()));
        if (before.isPresent()) {
            return new Committed(before.get());
        }
        var refusal = refusal(commit).or(() -> refusalToArchive(packed.archived()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        archived.addAll(packed.archived());
        packed.appends().forEach(append -> add(commit.id(), append));
        commit.holds().forEach(this::change);
        commit.wakes().forEach(this::change);
        commits.put(commit.id(), position);
        return new Committed(position);
    }

    private Optional<CommitOutcome> refusal(Commit commit) {
        return commit.appends().stream()
                .flatMap(append -> stale(append).stream())
                .findFirst()
                .or(() -> heldElsewhere(commit.holds()))
                .or(() -> commit.wakes().stream()
                        .filter(change -> !isAllowed(change))
                        .findFirst()
                        .map(change -> new ClaimLost(change.stream())));
    }

    private Optional<CommitOutcome> stale(Append append) {
        var actual = Optional.ofNullable(heads.get(append.stream())).orElseGet(() -> present.head(append.stream()));
        var expected = append.expected();
        if (actual.revision() != expected.revision()) {
            return Optional.of(new Stale(append.stream(), expected.revision(), actual.revision()));
        }
        if (!actual.hash().equals(expected.hash())) {
            throw new IllegalArgumentException("stream " + append.stream() + " ends at revision " + actual.revision()
                    + " with another hash than the one expected; it was not read from this log");
        }
        return Optional.empty();
    }

    private Optional<CommitOutcome> refusalToArchive(List<StreamEnd> ends) {
        return ends.stream()
                .flatMap(end -> stale(Append.nothing(end.stream(), end.head()))
                        .or(() -> queued(end.stream()).map(ignored -> new ClaimLost(end.stream())))
                        .stream())
                .findFirst();
    }

    /** The first take that meets another owner, when the changes are made in their order. */
    private Optional<CommitOutcome> heldElsewhere(List<HoldChange> changes) {
        Map<Digest, Optional<StreamId>> owners = new HashMap<>();
        for (var change : changes) {
            var key = Hold.digest(change.key());
            var owner = owners.getOrDefault(key, holder(key));
            var isOwn = owner.map(change.owner()::equals).orElse(true);
            switch (change) {
                case HoldChange.Take take
                when !isOwn -> {
                    return Optional.of(new Held(take.key(), owner.orElseThrow()));
                }
                case HoldChange.Take take -> owners.put(key, Optional.of(take.owner()));
                case HoldChange.Release ignored -> owners.put(key, isOwn ? Optional.empty() : owner);
            }
        }
        return Optional.empty();
    }

    private boolean isAllowed(WakeChange change) {
        return switch (change) {
            case WakeChange.At ignored -> true;
            case WakeChange.Claimed(var claim) ->
                queued(claim.stream())
                        .map(it -> it.holder().isEmpty() || it.isHeldUnder(claim.token()))
                        .orElse(true);
            case WakeChange.Park(var claim, var ignored) ->
                queued(claim.stream()).map(it -> it.isHeldUnder(claim.token())).orElse(false);
        };
    }

    private void add(String commit, PackedAppend append) {
        position += append.append().events().size();
        rows.add(new Row(commit, append, position));
        heads.put(append.append().stream(), append.append().head());
    }

    private void change(HoldChange change) {
        var key = Hold.digest(change.key());
        switch (change) {
            case HoldChange.Take take -> holders.put(key, Optional.of(take.owner()));
            case HoldChange.Release release -> {
                if (holder(key).filter(release.owner()::equals).isPresent()) {
                    holders.put(key, Optional.empty());
                }
            }
        }
    }

    private void change(WakeChange change) {
        var before = queued(change.stream());
        var after = switch (change) {
            case WakeChange.At(var ignored, var due) -> Optional.of(QueuedStream.wanted(before, Micros.roundedUp(due)));
            case WakeChange.Claimed(Claim claim) ->
                Optional.of(QueuedStream.claimed(before, claim, Micros.roundedUp(claim.until())));
            case WakeChange.Park(var ignored, var next) -> before.flatMap(it -> it.parked(next.map(Micros::roundedUp)));
        };
        queued.put(change.stream(), after);
        sooner |= after.filter(it -> it.holder().isEmpty()).isPresent();
    }

    private Optional<StreamId> holder(Digest key) {
        return holders.getOrDefault(key, present.holder(key));
    }

    private Optional<QueuedStream> queued(StreamId stream) {
        return queued.getOrDefault(stream, present.queued(stream));
    }

    /** True when nothing was accepted. */
    boolean isEmpty() {
        return commits.isEmpty();
    }

    /** To be taken out before the rows are added. */
    List<StreamEnd> archived() {
        return archived;
    }

    List<Row> rows() {
        return rows;
    }

    Map<String, Long> commits() {
        return commits;
    }

    Map<Digest, Optional<StreamId>> holders() {
        return holders;
    }

    Map<StreamId, Optional<QueuedStream>> queued() {
        return queued;
    }

    /** Of the last event before this batch. */
    long positionBefore() {
        return present.position();
    }

    long position() {
        return position;
    }

    /** Whether a stream may now be claimed earlier than before, so that those who wait for work should look. */
    boolean isWorkSooner() {
        return sooner;
    }
}
