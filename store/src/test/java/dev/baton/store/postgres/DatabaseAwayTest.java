package dev.baton.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.EventStore;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database is killed, and started again: the same process goes on, and nothing acknowledged is lost. */
class DatabaseAwayTest {
    private static final int WRITERS = 16;
    private static final Duration SOON = Duration.ofSeconds(60);

    private static CommitWriter.Bounds patience(Duration patience) {
        return new CommitWriter.Bounds(2048, 512, 8 << 20, patience);
    }

    private static void pass(long millis) throws InterruptedException {
        var ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            pass(20);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void givenADatabaseThatIsKilledAgainAndAgain_thenWritersWaitAndNothingIsLostOrWrittenTwice(long seed)
            throws Exception {
        var random = new SplittableRandom(seed);
        try (var server = PostgresServer.start();
                var store = PostgresEventStore.open(PostgresAddress.of(server.jdbcUrl()))) {
            Map<StreamId, StreamHead> acknowledged = new ConcurrentHashMap<>();
            var going = new AtomicBoolean(true);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var writers = java.util.stream.IntStream.range(0, WRITERS)
                        .mapToObj(number -> threads.submit(() -> write(store, number, going, acknowledged)))
                        .toList();
                for (var kill = 0; kill < 3; kill++) {
                    pass(random.nextInt(100, 600));
                    server.kill();
                    pass(random.nextInt(0, 400));
                    server.restart();
                }
                var before = store.position();
                await(() -> store.position() > before + WRITERS);
                going.set(false);
                for (var writer : writers) {
                    assertThat(writer.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
                }
            }
            assertThat(store.refusal()).isEmpty();
            assertWhole(store, acknowledged, "seed " + seed);
        }
    }

    private static boolean write(
            EventStore store, int number, AtomicBoolean going, Map<StreamId, StreamHead> acknowledged) {
        var stream = StreamId.of("run", "w-" + number);
        var head = StreamHead.EMPTY;
        for (var n = 0; going.get(); n++) {
            var append = Given.append(stream, head, 2);
            var outcome = store.commit(Commit.of("c-" + number + "-" + n, append));
            assertThat(outcome).isInstanceOf(Committed.class);
            head = append.head();
            acknowledged.put(stream, head);
        }
        return true;
    }

    /** Every writer waits for each answer, so what was acknowledged is all that there is. */
    private static void assertWhole(EventStore store, Map<StreamId, StreamHead> acknowledged, String about) {
        var heads = new HashMap<StreamId, StreamHead>();
        var position = 0L;
        for (var events = store.follow(0, 1000); !events.isEmpty(); events = store.follow(position, 1000)) {
            for (var event : events) {
                assertThat(event.position()).as(about).isEqualTo(++position);
                var head = heads.getOrDefault(event.stream(), StreamHead.EMPTY);
                assertThat(event.event().follows(event.stream(), head))
                        .as(about)
                        .isTrue();
                heads.put(event.stream(), event.head());
            }
        }
        assertThat(heads).as(about).isEqualTo(acknowledged);
    }

    @Test
    void givenADatabaseThatStaysAway_thenCommitsAndReadsAreGivenUpWithWordsAndLaterTheSameStoreGoesOn()
            throws Exception {
        try (var server = PostgresServer.start()) {
            var address = PostgresAddress.of(server.jdbcUrl());
            Migrations.apply(address);
            try (var store = PostgresEventStore.openMigrated(address, patience(Duration.ofMillis(500)))) {
                var stream = StreamId.of("run", "a");
                var append = Given.append(stream, StreamHead.EMPTY, 1);
                store.commit(Commit.of("c-1", append));
                server.kill();
                assertThatThrownBy(() -> store.commit(Commit.of("c-2", Given.append(stream, append.head(), 1))))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("PostgreSQL database postgres at 127.0.0.1");
                assertThatThrownBy(() -> store.read(stream, 0)).isInstanceOf(StoreUnavailableException.class);
                assertThat(store.refusal().orElseThrow()).contains("commits have waited for it since");
                server.restart();
                assertThat(store.commit(Commit.of("c-2", Given.append(stream, append.head(), 1))))
                        .isEqualTo(new Committed(2));
                assertThat(store.read(stream, 0)).hasSize(2);
                assertThat(store.refusal()).isEmpty();
            }
        }
    }

    @Test
    void givenADatabaseThatIsAway_whenTheStoreIsClosed_thenThatDoesNotWaitForIt() throws Exception {
        try (var server = PostgresServer.start()) {
            var store = PostgresEventStore.open(PostgresAddress.of(server.jdbcUrl()));
            server.kill();
            var waiting = java.util.concurrent.CompletableFuture.supplyAsync(() ->
                    store.commit(Commit.of("c-1", Given.append(StreamId.of("run", "a"), StreamHead.EMPTY, 1))));
            await(() -> store.refusal().isPresent());
            store.close();
            assertThat(waiting)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }
}
