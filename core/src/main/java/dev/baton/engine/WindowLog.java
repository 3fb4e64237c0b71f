package dev.baton.engine;

import dev.baton.event.Append;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Digest;
import dev.baton.policy.WindowUse;
import dev.baton.principal.Principal;
import dev.baton.run.Decision;
import dev.baton.run.WindowChange;
import dev.baton.run.WindowReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sums over time, each in a stream of its own, {@code window/{digest}}. What a write adds is appended in the commit of
 * its intent, at the end that the ruling saw: of two intents on the same room one is refused and ruled again.
 */
final class WindowLog {
    private static final int MOST_KEPT = 2_000;

    private final EventStore store;
    private final Ids ids;
    /** Those used last, so that only what is new has to be read. */
    private final LinkedHashMap<StreamId, WindowLedger> kept = new LinkedHashMap<>(16, 0.75f, true);

    WindowLog(EventStore store, Ids ids) {
        this.store = store;
        this.ids = ids;
    }

    static StreamId stream(Digest account) {
        return StreamId.of("window", account.hex());
    }

    /** What is in the sum now. */
    WindowReading read(WindowUse use, Instant now) {
        var from = now.minus(use.over());
        var ledger = current(stream(use.account()));
        // the window became longer than the summary reaches: everything is read once more
        var whole = ledger.reaches(from) ? ledger : WindowLedger.whole(store.read(stream(use.account()), 0));
        return new WindowReading(whole.total(from), ledger.head());
    }

    private WindowLedger current(StreamId stream) {
        var known = keptOf(stream);
        var ledger = known.isPresent()
                ? known.get().and(store.read(stream, known.get().head().revision()))
                : load(stream);
        keep(stream, ledger);
        return ledger;
    }

    /** Reads from the latest summary on, which the last event tells. */
    private WindowLedger load(StreamId stream) {
        var head = store.head(stream);
        if (head.revision() == 0) {
            return WindowLedger.EMPTY;
        }
        List<RecordedEvent> end = store.read(stream, head.revision() - 1);
        var from = WindowLedger.base(end.getFirst());
        return WindowLedger.EMPTY.and(store.read(stream, Math.max(0, from - 1)));
    }

    private synchronized Optional<WindowLedger> keptOf(StreamId stream) {
        return Optional.ofNullable(kept.get(stream));
    }

    private synchronized void keep(StreamId stream, WindowLedger ledger) {
        kept.put(stream, ledger);
        if (kept.size() > MOST_KEPT) {
            kept.pollFirstEntry();
        }
    }

    /** What has to be committed together with a decision. */
    List<Append> appends(Decision decision, Instant now) {
        var changes = decision.windows();
        if (changes.isEmpty()) {
            return List.of();
        }
        var byAccount = new LinkedHashMap<Digest, List<WindowChange>>();
        changes.forEach(change -> byAccount
                .computeIfAbsent(change.account(), missing -> new ArrayList<>())
                .add(change));
        return byAccount.entrySet().stream()
                .map(account -> append(decision, account, now))
                .toList();
    }

    private Append append(Decision decision, Map.Entry<Digest, List<WindowChange>> account, Instant now) {
        var stream = stream(account.getKey());
        var ledger = current(stream);
        StreamHead expected = decision.seen(account.getKey()).orElseGet(ledger::head);
        var events = new ArrayList<NewEvent>();
        // what was seen is older than what is known: the commit will be refused, so that no summary is needed
        ledger.payloads(account.getValue(), now)
                .forEach((type, payloads) -> payloads.forEach(payload ->
                        events.add( // names nobody, so that nothing of a person is left here when that is erased
                                new NewEvent(type, now, Principal.SYSTEM.reference(), Optional.empty(), payload))));
        return Append.chain(stream, expected, events, ids::salt);
    }

    static boolean isOf(StreamId stream) {
        return stream.category().equals("window");
    }
}
