package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Append;
import dev.baton.event.Claim;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.event.HoldChange;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.WakeChange;
import dev.baton.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One store per test and the words in which the contracts of logs are written. */
abstract class StoreCase {
    static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    static final Duration SOON = Duration.ofSeconds(60);
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final EventStoreContract contract;
    private EventStore opened;

    StoreCase(EventStoreContract contract) {
        this.contract = contract;
        this.opened = new InMemoryEventStore();
    }

    @BeforeEach
    void openStore() {
        opened = contract.open();
    }

    @AfterEach
    void closeStore() {
        opened.close();
    }

    EventStore store() {
        return opened;
    }

    /** A second node on the same contents, closed with the test. */
    EventStore beside() {
        return contract.beside(opened);
    }

    void reopen() {
        opened = contract.reopen(opened);
    }

    static Supplier<String> salts() {
        return () -> String.format("%032x", NUMBERS.incrementAndGet());
    }

    static String commitId() {
        return "c-" + NUMBERS.incrementAndGet();
    }

    static StreamId run(String id) {
        return StreamId.of("run", id);
    }

    static NewEvent event(String type) {
        return event(type, Json.object("n", Json.text(type)));
    }

    static NewEvent event(String type, Json.Obj payload) {
        return new NewEvent(type, NOON, "system:baton", Optional.empty(), payload);
    }

    StreamHead head(StreamId stream) {
        var events = store().read(stream, 0);
        return events.isEmpty() ? StreamHead.EMPTY : events.getLast().head();
    }

    static Append append(StreamId stream, StreamHead head, String... types) {
        return Append.chain(
                stream, head, Arrays.stream(types).map(StoreCase::event).toList(), salts());
    }

    static Commit commit(Append... appends) {
        return new Commit(commitId(), List.of(appends), List.of(), List.of());
    }

    static Commit commit(WakeChange... wakes) {
        return new Commit(commitId(), List.of(), List.of(wakes), List.of());
    }

    static Commit commit(HoldChange... holds) {
        return new Commit(commitId(), List.of(), List.of(), List.of(holds));
    }

    /** Appends to the present end of a stream and returns where it ends then. */
    StreamHead grow(StreamId stream, String... types) {
        var append = append(stream, head(stream), types);
        accepted(commit(append));
        return append.head();
    }

    long accepted(Commit commit) {
        var outcome = store().commit(commit);
        assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
        return ((CommitOutcome.Committed) outcome).position();
    }

    List<String> types(StreamId stream) {
        return types(store().read(stream, 0));
    }

    static List<String> types(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::type).toList();
    }

    static Claim claim(StreamId stream, String owner, String token) {
        return new Claim(stream, owner, token, NOON.plusSeconds(30));
    }

    /** Fails unless revisions count up from 1 and every event follows the one before it. */
    static void assertChained(StreamId stream, List<RecordedEvent> events) {
        var head = StreamHead.EMPTY;
        for (var event : events) {
            assertThat(event.revision()).isEqualTo(head.revision() + 1);
            assertThat(event.event().follows(stream, head))
                    .as("event %d of %s follows the one before it", event.revision(), stream)
                    .isTrue();
            head = event.head();
        }
    }

    static void assertPositions(List<RecordedEvent> events, long from) {
        var expected = from;
        for (var event : events) {
            assertThat(event.position()).isEqualTo(expected++);
        }
    }
}
