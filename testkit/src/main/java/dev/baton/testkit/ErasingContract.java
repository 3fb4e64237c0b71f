package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Append;
import dev.baton.event.ChainedEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was in events can go for good, and the rest still verifies. */
abstract class ErasingContract extends StoreCase {
    ErasingContract(EventStoreContract contract) {
        super(contract);
    }

    private StreamEnd end(String id) {
        return new StreamEnd(run(id), head(run(id)));
    }

    @Test
    void givenAnErasedStream_thenItsContentsAreGoneAndItsChainVerifies() {
        grow(run("a"), "A1", "A2");
        grow(run("a"), "A3");
        grow(run("b"), "B1");
        var before = store().read(run("a"), 0);
        assertThat(store().erase(List.of(end("a")), NOON)).isEqualTo(3);
        for (var round = 0; round < 2; round++) {
            var after = store().read(run("a"), 0);
            assertThat(after).extracting(RecordedEvent::event).allSatisfy(event -> {
                assertThat(event.contents()).isEmpty();
                assertThat(event.by()).isEmpty();
                assertThat(event.erased()).contains(NOON);
            });
            assertThat(types(after)).containsExactly("A1", "A2", "A3");
            assertThat(after)
                    .extracting(RecordedEvent::head)
                    .isEqualTo(before.stream().map(RecordedEvent::head).toList());
            assertThat(after)
                    .extracting(RecordedEvent::commit)
                    .isEqualTo(before.stream().map(RecordedEvent::commit).toList());
            assertChained(run("a"), after);
            assertThat(store().read(run("b"), 0).getFirst().event().contents()).isPresent();
            assertPositions(store().follow(0, 10), 1);
            reopen();
        }
    }

    @Test
    void givenOnlyTheBeginningErased_thenTheRestStaysAlsoWithinOneRow() {
        grow(run("a"), "A1", "A2", "A3");
        var second = store().read(run("a"), 0).get(1).head();
        assertThat(store().erase(List.of(new StreamEnd(run("a"), second)), NOON))
                .isEqualTo(2);
        assertThat(store().read(run("a"), 0))
                .extracting(event -> event.event().contents().isPresent())
                .containsExactly(false, false, true);
        assertChained(run("a"), store().read(run("a"), 0));
    }

    @Test
    void givenWhatIsErasedAlready_whenErasedAgain_thenNothingChanges() {
        grow(run("a"), "A1");
        store().erase(List.of(end("a")), NOON);
        var erased = store().read(run("a"), 0);
        grow(run("a"), "A2");
        assertThat(store().erase(List.of(end("a")), NOON.plusSeconds(1))).isEqualTo(1);
        assertThat(store().erase(List.of(end("a")), NOON.plusSeconds(2))).isZero();
        assertThat(store().read(run("a"), 0)).startsWith(erased.getFirst());
        assertThat(store().read(run("a"), 1).getFirst().event().erased()).contains(NOON.plusSeconds(1));
    }

    @Test
    void givenAnErasedStream_thenItGoesOnFromItsEnd() {
        grow(run("a"), "A1");
        var end = head(run("a"));
        store().erase(List.of(end("a")), NOON);
        assertThat(store().head(run("a"))).isEqualTo(end);
        grow(run("a"), "A2");
        assertChained(run("a"), store().read(run("a"), 0));
        assertThat(store().read(run("a"), 1).getFirst().event().by()).contains("system:baton");
    }

    @Test
    void givenNothingAndUnknownStreams_thenNothingIsErased() {
        grow(run("a"), "A1");
        assertThat(store().erase(List.of(), NOON)).isZero();
        assertThat(store().erase(List.of(new StreamEnd(run("unknown"), StreamHead.EMPTY)), NOON))
                .isZero();
        assertThat(store().read(run("a"), 0).getFirst().event().erased()).isEmpty();
    }

    @Test
    void givenManyLargeStreams_thenAllOfThemAreErasedAtOnce() {
        var ends = IntStream.range(0, 40)
                .mapToObj(i -> {
                    var payload = Json.object("text", Json.text("x".repeat(20_000 + i)));
                    var append = Append.chain(
                            run("s-" + i), StreamHead.EMPTY, List.of(event("Said", payload), event("Heard")), salts());
                    accepted(commit(append));
                    return new StreamEnd(run("s-" + i), append.head());
                })
                .toList();
        assertThat(store().erase(ends, NOON)).isEqualTo(80);
        assertThat(store().follow(0, 200))
                .extracting(RecordedEvent::event)
                .extracting(ChainedEvent::contents)
                .allMatch(java.util.Optional::isEmpty);
    }
}
