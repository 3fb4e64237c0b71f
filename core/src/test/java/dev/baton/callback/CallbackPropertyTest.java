package dev.baton.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.callback.CallbackDecider.Attempt;
import dev.baton.handoff.HandoffState;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random handoffs, receivers and crashes: whoever is told misses nothing and is told in order. */
class CallbackPropertyTest {
    private static final Instant START = Instant.parse("2026-01-10T12:00:00Z");
    private static final Principal BY = Principal.of(Principal.Kind.SERVICE, "erp");
    private static final int MOST_STEPS = 5000;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** What a receiver was sent, and how it went. */
    private record Sent(Attempt attempt, boolean taken) {}

    private final List<Moment> moments = new ArrayList<>();
    private final Map<String, List<Sent>> sent = new LinkedHashMap<>();
    private final Set<String> gone = new LinkedHashSet<>();
    private CallbackState state = CallbackState.NONE;
    private Instant now = START;

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverHappens_eachStateIsTakenInOrderOrGivenUpAndNothingFollowsAfterGone(long seed) {
        var random = new Random(seed);
        var states = 1 + random.nextInt(6);
        var receivers = 1 + random.nextInt(3);
        for (var i = 1; i <= receivers; i++) {
            fold(new CallbackEvent.Registered(
                    new Subscription("s" + i, "https://hooks.example.org", "standard-webhooks", Optional.empty()),
                    0,
                    BY));
        }
        for (var step = 0; step < MOST_STEPS && !isSettled(states); step++) {
            if (moments.size() < states && random.nextInt(3) == 0) {
                var last = moments.size() == states - 1;
                moments.add(new Moment(
                        moments.size() * 3L + 1 + random.nextInt(3),
                        last ? HandoffState.COMPLETED : HandoffState.WORKING,
                        now));
            }
            for (var attempt : CallbackDecider.due(state, moments, now)) {
                send(attempt, random);
            }
            CallbackDecider.nextDue(state, moments).filter(now::isBefore).ifPresent(next -> now = next);
            now = now.plus(Duration.ofMillis(random.nextInt(2000)));
        }

        assertThat(isSettled(states)).as("seed %d ends", seed).isTrue();
        state.subscriptions().forEach((id, told) -> check(seed, id, told));
    }

    private void fold(CallbackEvent event) {
        state = state.after(event, now);
    }

    private boolean isSettled(int states) {
        return moments.size() == states
                && state.subscriptions().values().stream()
                        .allMatch(told -> !told.isActive()
                                || told.after() == moments.getLast().revision());
    }

    /** A process may end between sending and committing: then nobody knows here that it was taken. */
    private void send(Attempt attempt, Random random) {
        var id = attempt.subscription().id();
        assertThat(gone).as("is not told after 410").doesNotContain(id);
        var answer = answer(random);
        sent.computeIfAbsent(id, key -> new ArrayList<>()).add(new Sent(attempt, answer instanceof Answer.Taken));
        if (random.nextInt(5) == 0) {
            return; // killed
        }
        if (answer instanceof Answer.Gone) {
            gone.add(id);
        }
        CallbackDecider.after(state, attempt, answer, now, random.nextDouble()).forEach(this::fold);
    }

    private static Answer answer(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> new Answer.Gone("410");
            case 1 -> new Answer.Hopeless("not listed");
            case 2, 3 -> new Answer.Failed("429", Optional.of(Duration.ofSeconds(random.nextInt(100_000))));
            case 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 ->
                new Answer.Failed("500", Optional.empty());
            default -> new Answer.Taken(200);
        };
    }

    private void check(long seed, String id, Told told) {
        var all = sent.getOrDefault(id, List.of());
        var revisions = all.stream().map(it -> it.attempt().moment().revision()).toList();
        assertThat(revisions).as("seed %d: %s is told in order", seed, id).isSorted();
        var taken = all.stream()
                .filter(Sent::taken)
                .map(it -> it.attempt().moment().revision())
                .toList();
        for (var moment : moments) {
            if (moment.revision() <= told.after()) {
                assertThat(taken.contains(moment.revision()) || told.dead().containsKey(moment.revision()))
                        .as("seed %d: %s knows %s or it is kept", seed, id, moment)
                        .isTrue();
            } else {
                assertThat(told.isActive()).as("seed %d: %s", seed, id).isFalse();
            }
        }
        assertThat(all.stream().mapToInt(it -> it.attempt().number()).max().orElse(1))
                .as("seed %d: attempts", seed)
                .isLessThanOrEqualTo(CallbackDecider.ATTEMPTS);
    }
}
