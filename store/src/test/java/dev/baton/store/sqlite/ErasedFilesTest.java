package dev.baton.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.Append;
import dev.baton.event.Commit;
import dev.baton.event.HoldChange;
import dev.baton.event.NewEvent;
import dev.baton.event.StreamEnd;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was erased is in no byte of any file. */
class ErasedFilesTest {
    private static final String SECRET = "anna@example.org";
    private static final String KEPT = "someone-else";

    @TempDir
    private Path folder = Path.of("");

    private static NewEvent event(String who, int size) {
        return new NewEvent(
                "Told",
                Instant.EPOCH,
                "customer:" + who,
                Optional.empty(),
                Json.object("text", Json.text((who + " ").repeat(size))));
    }

    /** Streams of two people in turn, from tiny ones to such as fill many pages. */
    private static List<StreamEnd> fill(SqliteEventStore store, long seed) {
        var random = new SplittableRandom(seed);
        var ends = new ArrayList<StreamEnd>();
        for (var i = 0; i < 200; i++) {
            var who = i % 2 == 0 ? SECRET : KEPT;
            var stream = StreamId.of("run", "r-" + i);
            var head = StreamHead.EMPTY;
            for (var round = random.nextInt(1, 4); round > 0; round--) {
                var events = List.of(event(who, random.nextInt(5)), event(who, 1 << random.nextInt(11)));
                var append = Append.chain(
                        stream, head, events, () -> "%016x%016x".formatted(random.nextLong(), random.nextLong()));
                var hold = new HoldChange.Take("submit:" + who + ":" + i, stream);
                store.commit(new Commit("c-" + i + "-" + round, List.of(append), List.of(), List.of(hold)));
                head = append.head();
            }
            if (i % 2 == 0) {
                ends.add(new StreamEnd(stream, head));
            }
        }
        return ends;
    }

    private boolean anywhere(String text) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void givenTwoPeople_whenOneIsErased_thenNoFileHoldsThatOneAnyMore() throws IOException {
        for (var seed = 0L; seed < 5; seed++) {
            try (var store = SqliteEventStore.open(folder)) {
                var ends = fill(store, seed);
                assertThat(anywhere(SECRET)).as("seed %d", seed).isTrue();
                assertThat(store.erase(ends, Instant.EPOCH)).isPositive();
                assertThat(anywhere(SECRET)).as("seed %d", seed).isFalse();
                assertThat(anywhere(KEPT)).as("seed %d", seed).isTrue();
                assertThat(store.holder("submit:" + SECRET + ":0")).isPresent();
            }
            assertThat(anywhere(SECRET)).as("seed %d", seed).isFalse();
            Files.delete(folder.resolve("log.db"));
        }
    }

    @Test
    void givenReadersAtWork_whenErased_thenNoFileHoldsItAnyMore() throws Exception {
        try (var store = SqliteEventStore.open(folder)) {
            var ends = fill(store, 7);
            var reading = new AtomicBoolean(true);
            var reader = Thread.startVirtualThread(() -> {
                while (reading.get()) {
                    store.follow(0, 500);
                }
            });
            try {
                store.erase(ends, Instant.EPOCH);
                assertThat(anywhere(SECRET)).isFalse();
            } finally {
                reading.set(false);
                reader.join();
            }
        }
    }

    @Test
    void givenStreams_whenArchived_thenTheFileGetsSmaller() throws IOException {
        try (var store = SqliteEventStore.open(folder)) {
            var ends = fill(store, 3);
            store.erase(List.of(), Instant.EPOCH);
            var before = Files.size(folder.resolve("log.db"));
            var record = Append.chain(
                    StreamId.of("archive", "one"),
                    StreamHead.EMPTY,
                    List.of(event(KEPT, 1)),
                    () -> "00112233445566778899aabbccddeeff");
            store.archive(Commit.of("c-archive", record), ends);
            assertThat(Files.size(folder.resolve("log.db"))).isLessThan(before * 2 / 3);
            assertThat(anywhere(SECRET)).isFalse();
        }
    }
}
