package dev.baton.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.Claim;
import dev.baton.event.EventStore;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that dies by kill -9 while it commits loses nothing that it acknowledged. */
class KilledProcessTest {
    private static final int LIVES = 2;

    @TempDir
    private Path folder = Path.of("");

    private record Acknowledged(String commit, StreamId stream, long revision, long position) {
        static Acknowledged parse(String line) {
            var words = line.split(" ");
            return new Acknowledged(
                    words[0], new StreamId(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        }
    }

    private Process start(String life) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommitUntilKilled.class.getName(),
                        folder.toString(),
                        life)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Lets a process live until it has printed so many lines, and returns every line that it got out whole. */
    private List<Acknowledged> liveAndDie(String life, int lines) throws Exception {
        var process = start(life);
        var acknowledged = new ArrayList<Acknowledged>();
        try (var out = process.inputReader()) {
            readLines(out, lines, acknowledged);
            // by its handle, because the process itself would close its output before the rest was read
            process.toHandle().destroyForcibly();
            readLines(out, Integer.MAX_VALUE, acknowledged);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(lines);
        return acknowledged;
    }

    private static void readLines(BufferedReader out, int lines, List<Acknowledged> into) throws IOException {
        var line = "";
        for (var n = 0; n < lines && line != null; n++) {
            line = out.readLine();
            // the last line may have been cut off
            if (line != null && line.matches("\\S+ run/\\S+ \\d+ \\d+")) {
                into.add(Acknowledged.parse(line));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void givenAKilledProcess_whenReopened_thenEveryAcknowledgedCommitIsThere(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var acknowledged = new ArrayList<Acknowledged>();
        for (var life = 0; life < LIVES; life++) {
            acknowledged.addAll(liveAndDie("life" + life, random.nextInt(1, 600)));
            try (var store = SqliteEventStore.open(folder)) {
                assertNothingLost(store, acknowledged, "seed " + seed);
            }
        }
    }

    private static void assertNothingLost(EventStore store, List<Acknowledged> acknowledged, String about) {
        var events = store.follow(0, Integer.MAX_VALUE);
        assertWithoutGaps(events, about);
        Map<String, RecordedEvent> lastOfCommit = new HashMap<>();
        events.forEach(event -> lastOfCommit.put(event.commit(), event));
        var woken = woken(store);
        for (var one : acknowledged) {
            assertThat(lastOfCommit.get(one.commit()))
                    .as("%s: %s", about, one)
                    .isNotNull()
                    .returns(one.stream(), RecordedEvent::stream)
                    .returns(one.revision(), RecordedEvent::revision)
                    .returns(one.position(), RecordedEvent::position);
            assertThat(store.holder("hold-" + one.commit())).contains(one.stream());
            assertThat(woken).contains(StreamId.of("run", one.commit()));
        }
    }

    private static Set<StreamId> woken(EventStore store) {
        var far = Instant.EPOCH.plusSeconds(1);
        var claims = store.wakes().claim("test", Instant.EPOCH, far, Integer.MAX_VALUE);
        store.wakes().release("test");
        return claims.stream().map(Claim::stream).collect(Collectors.toSet());
    }

    private static void assertWithoutGaps(List<RecordedEvent> events, String about) {
        var heads = new HashMap<StreamId, StreamHead>();
        var position = 0L;
        for (var event : events) {
            assertThat(event.position()).as(about).isEqualTo(++position);
            var head = heads.getOrDefault(event.stream(), StreamHead.EMPTY);
            assertThat(event.revision()).as(about).isEqualTo(head.revision() + 1);
            assertThat(event.event().follows(event.stream(), head)).as(about).isTrue();
            heads.put(event.stream(), event.head());
        }
    }

    @Test
    void givenALogInUseByAnotherProcess_thenOpeningNamesThatProcessAndWorksOnceItIsGone() throws Exception {
        var process = start("only");
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).isNotNull();
            assertThatThrownBy(() -> SqliteEventStore.open(folder))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(Long.toString(process.pid()));
        } finally {
            process.destroyForcibly();
            process.waitFor(30, TimeUnit.SECONDS);
        }
        SqliteEventStore.open(folder).close();
    }
}
