package dev.baton.bench.subject;

import dev.baton.bench.load.Percentiles;
import dev.baton.bench.load.Values;
import dev.baton.bench.load.Work;
import dev.baton.engine.Approvals;
import dev.baton.principal.Principal;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Many runs that wait for a person: what they cost, and how soon any of them goes on while others work. First {@code
 * FOLDER park COUNT}, then {@code FOLDER resume TIMES} in another process.
 */
public final class ParkedRuns {
    /** How many runs go on while parked ones are resumed. */
    public static final int WORKING = 64;

    private static final Principal LEAD = Principal.of(Principal.Kind.PERSON, "lena", Office.APPROVER);
    private static final int SUBMITTERS = 256;
    private static final int RESUMING = 4;
    private static final int MIB = 1 << 20;

    private ParkedRuns() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        var count = Integer.parseInt(args[2]);
        try (var baton = EmbeddedBaton.onSqlite(folder)) {
            switch (args[1]) {
                case "park" -> park(baton, folder.resolve("parked.txt"), count);
                case "resume" -> resume(baton, folder.resolve("parked.txt"), count);
                default -> throw new IllegalArgumentException("park or resume, not " + args[1]);
            }
        }
    }

    private static void park(EmbeddedBaton baton, Path list, int count) throws Exception {
        // so that what is loaded and kept once does not count as growth
        submit(baton, Work.WRITES.word(), 1000);
        submit(baton, Office.PARKED, 1000);
        settle(baton);
        var before = heap();
        var parked = submit(baton, Office.PARKED, count);
        settle(baton);
        Values.tell("growth", (heap() - before) / (double) MIB);
        Files.write(list, parked);
    }

    private static List<String> submit(EmbeddedBaton baton, String contract, int count) throws Exception {
        var left = new AtomicInteger(count);
        var handoffs = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var submitters = IntStream.range(0, SUBMITTERS)
                    .mapToObj(i -> threads.submit(() -> {
                        while (left.getAndDecrement() > 0) {
                            handoffs.add(baton.submit(contract).id());
                        }
                        return true;
                    }))
                    .toList();
            for (var submitter : submitters) {
                submitter.get();
            }
        }
        return List.copyOf(handoffs);
    }

    /** Waits until nothing more is written and the lists have seen it all. */
    private static void settle(EmbeddedBaton baton) throws InterruptedException {
        var position = -1L;
        while (position != baton.store().position() || baton.views().checkpoint("runs") < position) {
            position = baton.store().position();
            Thread.sleep(200);
        }
    }

    private static long heap() throws InterruptedException {
        var memory = ManagementFactory.getMemoryMXBean();
        var least = Long.MAX_VALUE;
        for (var i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static void resume(EmbeddedBaton baton, Path list, int times) throws Exception {
        var started = ManagementFactory.getRuntimeMXBean().getStartTime();
        baton.complete(baton.submit(Work.WRITES.word()).id());
        Values.tell("start", (System.currentTimeMillis() - started) / 1000.0);

        var parked = Files.readAllLines(list);
        java.util.Collections.shuffle(parked, new Random(4711));
        var next = new AtomicInteger();
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = IntStream.range(0, WORKING)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> work(baton, over)))
                    .toList();
            resume(baton, parked, next, times, threads); // not counted: the code is cold
            var resumed = resume(baton, parked, next, times, threads);
            over.set(true);
            for (var worker : working) {
                worker.get();
            }
            Values.tell("resumed", resumed.count());
            Values.tell("p50", resumed.at(50).toNanos() / 1e6);
            Values.tell("p99", resumed.at(99).toNanos() / 1e6);
        }
    }

    private static boolean work(EmbeddedBaton baton, AtomicBoolean over) throws InterruptedException {
        while (!over.get()) {
            baton.complete(baton.submit(Work.WRITES.word()).id());
        }
        return true;
    }

    private static Percentiles resume(
            EmbeddedBaton baton,
            List<String> parked,
            AtomicInteger next,
            int times,
            java.util.concurrent.ExecutorService threads)
            throws Exception {
        var resumers = IntStream.range(0, RESUMING)
                .mapToObj(i -> threads.submit(() -> {
                    var durations = LongStream.builder();
                    for (var n = 0; n < times / RESUMING; n++) {
                        durations.add(resumeOne(baton, parked.get(next.getAndIncrement())));
                    }
                    return durations.build().toArray();
                }))
                .toList();
        var all = LongStream.builder();
        for (var resumer : resumers) {
            LongStream.of(resumer.get()).forEach(all);
        }
        return new Percentiles(all.build().toArray());
    }

    /** From the approval to the receipt. */
    private static long resumeOne(EmbeddedBaton baton, String handoff) throws InterruptedException {
        var approval = "r-" + handoff.substring(2) + "-a1";
        var begun = System.nanoTime();
        var outcome =
                baton.engine().approvals().decide(approval, new Approvals.Decision.Approve(Optional.empty()), LEAD);
        if (!(outcome instanceof Approvals.Outcome.Taken)) {
            throw new IllegalStateException("the approval " + approval + " was not taken: " + outcome);
        }
        baton.complete(handoff);
        return System.nanoTime() - begun;
    }
}
