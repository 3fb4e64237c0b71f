package dev.baton.store;

import dev.baton.event.Append;
import dev.baton.event.Claim;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome.Committed;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.StreamHead;
import dev.baton.event.StreamId;
import dev.baton.event.WakeChange;
import dev.baton.json.Json;
import dev.baton.store.postgres.PostgresAddress;
import dev.baton.store.postgres.PostgresEventStore;
import dev.baton.store.sqlite.SqliteEventStore;
import dev.baton.testkit.postgres.PostgresServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures commits per second: {@code LogThroughput [threads] [seconds] [sqlite, postgres or a JDBC URL]}. Each virtual thread commits one event
 * of 300 bytes after the other to a stream of its own, with a wake that claims it; streams are changed every ten events,
 * as runs are.
 */
final class LogThroughput {
    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    private static final int EVENTS_PER_STREAM = 10;

    private final EventStore store;
    private final LongAdder commits = new LongAdder();
    private final AtomicLong ids = new AtomicLong();
    private volatile boolean running = true;

    private LogThroughput(EventStore store) {
        this.store = store;
    }

    static void main(String[] args) throws Exception {
        var threads = args.length > 0 ? Integer.parseInt(args[0]) : 64;
        var seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        var where = args.length > 2 ? args[2] : "sqlite";
        switch (where) {
            case "sqlite" -> measureSqlite(threads, Duration.ofSeconds(seconds));
            case "postgres" -> {
                try (var server = PostgresServer.start()) {
                    measurePostgres(server.jdbcUrl(), threads, Duration.ofSeconds(seconds));
                }
            }
            default -> measurePostgres(where, threads, Duration.ofSeconds(seconds));
        }
    }

    private static void measureSqlite(int threads, Duration time) throws Exception {
        var folder = Files.createTempDirectory("baton-throughput");
        try (var store = SqliteEventStore.open(folder)) {
            new LogThroughput(store).measure(threads, time);
        }
        System.out.println("log.db holds " + Files.size(folder.resolve("log.db")) + " bytes");
    }

    private static void measurePostgres(String url, int threads, Duration time) throws InterruptedException {
        try (var store = PostgresEventStore.open(PostgresAddress.of(url))) {
            new LogThroughput(store).measure(threads, time);
        }
    }

    private void measure(int threads, Duration time) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < threads; i++) {
                executor.execute(this::work);
            }
            for (var second = 0; second < time.toSeconds(); second++) {
                measureSecond();
            }
            running = false;
        }
    }

    /** The processor's time tells what the store costs also when others keep the machine busy. */
    private void measureSecond() throws InterruptedException {
        var commitsBefore = commits.sum();
        var start = System.nanoTime();
        var writerBefore = writerNanos();
        var processBefore = processNanos();
        Thread.sleep(1000);
        var done = Math.max(1, commits.sum() - commitsBefore);
        System.out.printf(
                "%,d commits/s; processor per commit: %.1f us in the writer, %.1f us in all%n",
                Math.round(done * 1e9 / (System.nanoTime() - start)),
                (writerNanos() - writerBefore) / 1e3 / done,
                (processNanos() - processBefore) / 1e3 / done);
    }

    private static long writerNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("baton-writer"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.threadId()))
                .sum();
    }

    private static long processNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private void work() {
        while (running) {
            var stream = StreamId.of("run", nextId());
            var claim = new Claim(stream, "node", nextId(), NOON.plusSeconds(30));
            var head = StreamHead.EMPTY;
            for (var i = 0; i < EVENTS_PER_STREAM && running; i++) {
                head = commit(stream, head, claim);
            }
        }
    }

    /** Sorts by time, as real ids do. */
    private String nextId() {
        return "0199aaaa-%08x-4000-8000-00000000".formatted(ids.incrementAndGet());
    }

    private StreamHead commit(StreamId stream, StreamHead head, Claim claim) {
        var payload = Json.object("text", Json.text("x".repeat(285)));
        var event = new NewEvent("Probed", NOON, "system:probe", Optional.empty(), payload);
        var append = Append.chain(stream, head, List.of(event), () -> "00112233445566778899aabbccddeeff");
        var outcome =
                store.commit(new Commit(nextId(), List.of(append), List.of(new WakeChange.Claimed(claim)), List.of()));
        if (!(outcome instanceof Committed)) {
            throw new IllegalStateException("not committed: " + outcome);
        }
        commits.increment();
        return append.head();
    }
}
