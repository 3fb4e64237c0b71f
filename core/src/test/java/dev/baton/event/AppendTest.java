package dev.baton.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppendTest {
    private static final StreamId STREAM = StreamId.of("run", "a");

    private static Supplier<String> salts() {
        var next = new AtomicInteger();
        return () -> "%032x".formatted(next.incrementAndGet());
    }

    private static NewEvent event(int number) {
        return new NewEvent(
                "E" + number,
                Instant.EPOCH.plusSeconds(number),
                "system:baton",
                number % 2 == 0 ? Optional.of("rule-" + number) : Optional.empty(),
                Json.object("n", Json.number(number)));
    }

    private static Append chain(StreamHead from, int count) {
        return Append.chain(
                STREAM,
                from,
                IntStream.range(0, count).mapToObj(AppendTest::event).toList(),
                salts());
    }

    /** Where the chain ends, or the number of the event that does not follow the one before it. */
    private static Optional<Integer> broken(StreamHead from, List<ChainedEvent> events) {
        var head = from;
        for (var i = 0; i < events.size(); i++) {
            if (!events.get(i).follows(STREAM, head)) {
                return Optional.of(i);
            }
            head = new StreamHead(head.revision() + 1, events.get(i).hash());
        }
        return Optional.empty();
    }

    @Test
    void givenSeveralEvents_thenEachFollowsTheOneBeforeItAndTheHeadIsTheLast() {
        var append = chain(StreamHead.EMPTY, 5);
        assertThat(broken(StreamHead.EMPTY, append.events())).isEmpty();
        assertThat(append.head())
                .isEqualTo(new StreamHead(5, append.events().getLast().hash()));
        assertThat(append.events()).extracting(ChainedEvent::type).containsExactly("E0", "E1", "E2", "E3", "E4");
    }

    @Test
    void givenTheHeadOfOneAppend_thenTheNextGoesOnFromThere() {
        var first = chain(StreamHead.EMPTY, 3);
        var second = chain(first.head(), 2);
        assertThat(broken(first.head(), second.events())).isEmpty();
        assertThat(broken(StreamHead.EMPTY, second.events())).contains(0);
        assertThat(second.head().revision()).isEqualTo(5);
    }

    @Test
    void givenNoEvents_thenTheHeadStays() {
        var head = chain(StreamHead.EMPTY, 3).head();
        assertThat(Append.nothing(STREAM, head).head()).isEqualTo(head);
        assertThat(chain(head, 0).head()).isEqualTo(head);
    }

    @Test
    void givenEachEvent_thenItHasASaltOfItsOwn() {
        assertThat(chain(StreamHead.EMPTY, 4).events())
                .extracting(event -> event.contents().orElseThrow().salt())
                .doesNotHaveDuplicates();
    }

    @Test
    void givenEventsRemovedSwappedOrRepeated_thenTheChainBreaksThere() {
        for (var seed = 0L; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            var events = chain(StreamHead.EMPTY, 8).events();
            var at = random.nextInt(7);
            var changed = new ArrayList<>(events);
            switch (random.nextInt(3)) {
                case 0 -> changed.remove(at);
                case 1 -> Collections.swap(changed, at, at + 1);
                default -> changed.add(at + 1, events.get(at));
            }
            assertThat(broken(StreamHead.EMPTY, changed))
                    .as("seed %d", seed)
                    .hasValueSatisfying(index -> assertThat(index).isBetween(at, at + 1));
        }
    }

    @Test
    void givenAnyOfTheEventsErased_thenTheChainHolds() {
        for (var seed = 0L; seed < 50; seed++) {
            var random = new SplittableRandom(seed);
            var events = chain(StreamHead.EMPTY, 8).events().stream()
                    .map(event -> random.nextBoolean() ? event.erased(Instant.EPOCH) : event)
                    .toList();
            assertThat(broken(StreamHead.EMPTY, events)).as("seed %d", seed).isEmpty();
        }
    }
}
