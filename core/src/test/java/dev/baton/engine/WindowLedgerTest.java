package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Append;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.run.WindowChange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over time, against a list that is simply gone through. */
class WindowLedgerTest {
    private static final Digest ACCOUNT = Digest.of(Json.text("account"));
    private static final Duration OVER = Duration.ofDays(30);

    private final List<RecordedEvent> stream = new ArrayList<>();
    private WindowLedger ledger = WindowLedger.EMPTY;

    private void change(WindowChange change, Instant now) {
        var events = new ArrayList<NewEvent>();
        ledger.payloads(List.of(change), now)
                .forEach((type, payloads) -> payloads.forEach(
                        payload -> events.add(new NewEvent(type, now, "system:baton", Optional.empty(), payload))));
        var append = Append.chain(WindowLog.stream(ACCOUNT), ledger.head(), events, () -> "0".repeat(32));
        var added = new ArrayList<RecordedEvent>();
        for (var event : append.events()) {
            var at = stream.size() + 1L;
            var recorded = new RecordedEvent(append.stream(), at, at, "c-" + at, event);
            stream.add(recorded);
            added.add(recorded);
        }
        ledger = ledger.and(added);
    }

    /** As somebody reads it who knows nothing of it yet. */
    private WindowLedger readAgain() {
        var base = (int) WindowLedger.base(stream.getLast());
        return WindowLedger.EMPTY.and(stream.subList(Math.max(0, base - 1), stream.size()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void givenAnyHistory_thenTheSumIsExactHoweverItIsRead(long seed) {
        var random = new SplittableRandom(seed);
        var now = Instant.parse("2026-01-01T00:00:00Z");
        Map<String, Map.Entry<Instant, BigDecimal>> naive = new TreeMap<>();
        for (var i = 0; i < 400; i++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(60 * 24)));
            if (random.nextInt(5) == 0 && !naive.isEmpty()) {
                var effect = List.copyOf(naive.keySet()).get(random.nextInt(naive.size()));
                naive.remove(effect);
                change(new WindowChange.Release(ACCOUNT, effect), now);
            } else {
                var amount = BigDecimal.valueOf(random.nextInt(100_000), 2);
                naive.put("e" + i, Map.entry(now, amount));
                change(new WindowChange.Reserve(ACCOUNT, "e" + i, "p/w", OVER, amount), now);
            }
            var from = now.minus(OVER);
            var expected = naive.values().stream()
                    .filter(it -> it.getKey().isAfter(from))
                    .map(Map.Entry::getValue)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(ledger.total(from)).as("seed %d, step %d", seed, i).isEqualByComparingTo(expected);
            assertThat(readAgain().total(from)).as("seed %d, step %d", seed, i).isEqualByComparingTo(expected);
        }
        var all = naive.values().stream().map(Map.Entry::getValue).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(WindowLedger.whole(stream).total(Instant.MIN)).isEqualByComparingTo(all);
    }

    @Test
    void givenYearsOfEntries_thenReadingCostsWhatIsInTheWindow() {
        var now = Instant.parse("2026-01-01T00:00:00Z");
        for (var i = 0; i < 5_000; i++) {
            now = now.plus(Duration.ofDays(1));
            change(new WindowChange.Reserve(ACCOUNT, "e" + i, "p/w", OVER, BigDecimal.ONE), now);
        }

        var base = WindowLedger.base(stream.getLast());

        assertThat(stream.size() - base).as("events to read").isLessThan(200);
        assertThat(ledger.entries()).hasSizeLessThan(200);
        assertThat(ledger.total(now.minus(OVER))).isEqualByComparingTo("30");
        assertThat(ledger.reaches(now.minus(OVER))).isTrue();
        assertThat(ledger.reaches(now.minus(Duration.ofDays(300)))).isFalse();
    }
}
