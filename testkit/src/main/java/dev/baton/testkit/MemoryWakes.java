package dev.baton.testkit;

import dev.baton.event.Claim;
import dev.baton.event.CommitOutcome;
import dev.baton.event.StreamId;
import dev.baton.event.Wake;
import dev.baton.event.WakeChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Streams that want to be worked on, and who works on them. */
final class MemoryWakes {

    /**
     * @param ready when a worker may claim the stream: its due time, or the end of the claim while there is one
     * @param again when work was asked for during a claim; kept until that claim parks
     */
    private record Queued(Instant ready, Optional<Claim> claim, Optional<Instant> again) {
        Queued asked(Instant due) {
            return claim.isEmpty()
                    ? new Queued(earlier(ready, Optional.of(due)), claim, again)
                    : new Queued(ready, claim, Optional.of(earlier(due, again)));
        }

        Queued claimed(Claim by) {
            return new Queued(by.until(), Optional.of(by), again);
        }

        Queued released() {
            return new Queued(Instant.EPOCH, Optional.empty(), again);
        }

        Optional<Queued> parked(Optional<Instant> next) {
            return next.map(due -> earlier(due, again)).or(() -> again).map(MemoryWakes::due);
        }

        boolean isHeldBy(String token) {
            return claim.filter(held -> held.token().equals(token)).isPresent();
        }
    }

    private final Map<StreamId, Queued> wakes = new HashMap<>();
    private long changes;

    private static Queued due(Instant due) {
        return new Queued(due, Optional.empty(), Optional.empty());
    }

    private static Instant earlier(Instant one, Optional<Instant> other) {
        return other.filter(one::isAfter).orElse(one);
    }

    Optional<CommitOutcome> refusal(List<WakeChange> asked) {
        return asked.stream()
                .filter(change -> !isAllowed(change))
                .<CommitOutcome>map(change -> new CommitOutcome.ClaimLost(change.stream()))
                .findFirst();
    }

    private boolean isAllowed(WakeChange change) {
        var wake = Optional.ofNullable(wakes.get(change.stream()));
        return switch (change) {
            case WakeChange.At ignored -> true;
            case WakeChange.Claimed(var claim) ->
                wake.flatMap(Queued::claim).isEmpty() || wake.orElseThrow().isHeldBy(claim.token());
            case WakeChange.Park(var claim, var ignored) ->
                wake.filter(held -> held.isHeldBy(claim.token())).isPresent();
        };
    }

    void apply(List<WakeChange> asked) {
        asked.forEach(this::apply);
    }

    private void apply(WakeChange change) {
        changes++;
        switch (change) {
            case WakeChange.At(var stream, var due) ->
                wakes.merge(stream, due(due), (wake, ignored) -> wake.asked(due));
            case WakeChange.Claimed(var claim) ->
                wakes.merge(claim.stream(), due(claim.until()).claimed(claim), (wake, ignored) -> wake.claimed(claim));
            case WakeChange.Park(var claim, var next) ->
                wakes.computeIfPresent(
                        claim.stream(), (stream, wake) -> wake.parked(next).orElse(null));
        }
    }

    List<Claim> claim(String owner, Instant now, Instant until, int limit) {
        var claims = wakes.entrySet().stream()
                .filter(wake -> !wake.getValue().ready().isAfter(now))
                .sorted(Comparator.comparing(wake -> wake.getValue().ready()))
                .limit(limit)
                .map(wake -> new Claim(wake.getKey(), owner, UUID.randomUUID().toString(), until))
                .toList();
        claims.forEach(claim -> wakes.computeIfPresent(claim.stream(), (stream, wake) -> wake.claimed(claim)));
        return claims;
    }

    List<Claim> renew(String owner, Instant now, Instant until) {
        var mine = wakes.values().stream()
                .filter(wake -> wake.ready().isAfter(now))
                .flatMap(wake -> wake.claim().stream())
                .filter(claim -> claim.owner().equals(owner))
                .map(claim -> new Claim(claim.stream(), owner, claim.token(), until))
                .toList();
        mine.forEach(claim -> wakes.computeIfPresent(claim.stream(), (stream, wake) -> wake.claimed(claim)));
        return mine;
    }

    void release(String owner) {
        changes++;
        wakes.replaceAll((stream, wake) ->
                wake.claim().filter(claim -> claim.owner().equals(owner)).isPresent() ? wake.released() : wake);
    }

    boolean isQueued(StreamId stream) {
        return wakes.containsKey(stream);
    }

    /** By stream; what is claimed is due at once for whoever comes next. */
    List<Wake> all() {
        return wakes.entrySet().stream()
                .map(it -> new Wake(
                        it.getKey(),
                        it.getValue().claim().isPresent()
                                ? Instant.EPOCH
                                : it.getValue().ready()))
                .sorted(Comparator.comparing(Wake::stream))
                .toList();
    }

    boolean isEmpty() {
        return wakes.isEmpty();
    }

    void restore(Wake wake) {
        wakes.put(wake.stream(), due(wake.due()));
        changes++;
    }

    int waiting(Instant now, int atMost) {
        return (int) wakes.values().stream()
                .filter(queued -> !queued.ready().isAfter(now))
                .limit(atMost)
                .count();
    }

    Optional<Instant> nextDue() {
        return wakes.values().stream().map(Queued::ready).min(Comparator.naturalOrder());
    }

    long changes() {
        return changes;
    }
}
