package dev.baton.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** As many clients as runs shall go on at a time; each starts its next run when the one before has ended. */
final class ClosedLoop {
    private final Subject subject;
    private final Load load;

    ClosedLoop(Subject subject, Load load) {
        this.subject = subject;
        this.load = load;
    }

    /** Keeps the subject busy for {@code unwatched}, then goes on and counts what ends within {@code watched}. */
    Measurement measure(Duration unwatched, Duration watched) throws Exception {
        var from = System.nanoTime() + unwatched.toNanos();
        var until = from + watched.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = IntStream.range(0, load.concurrency())
                    .mapToObj(i -> threads.submit(() -> client(from, until)))
                    .toList();
            var cpu = cpuBetween(from, until);
            var times = LongStream.builder();
            for (var client : clients) {
                Arrays.stream(client.get()).forEach(times);
            }
            return measurement(times.build().toArray(), watched, cpu);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run did not end well under " + load + ": " + e.getCause(), e);
        }
    }

    private static Duration cpuBetween(long from, long until) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(from - System.nanoTime());
        var before = cpu();
        TimeUnit.NANOSECONDS.sleep(until - System.nanoTime());
        return cpu().minus(before);
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The times of its runs that ended while it was watched. */
    private long[] client(long from, long until) throws Exception {
        var times = LongStream.builder();
        for (var begun = System.nanoTime(); begun < until; begun = System.nanoTime()) {
            subject.run(load.work());
            var ended = System.nanoTime();
            if (ended >= from && ended < until) {
                times.add(ended - begun);
            }
        }
        return times.build().toArray();
    }

    private Measurement measurement(long[] times, Duration watched, Duration cpu) {
        if (times.length == 0) {
            throw new IllegalStateException("no run ended within " + watched + " under " + load);
        }
        var percentiles = new Percentiles(times);
        return new Measurement(load, times.length, watched, cpu, percentiles.at(50), percentiles.at(99));
    }
}
