package dev.baton.bench.doors;

import dev.baton.bench.load.Percentiles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** As many clients as are wanted, each handing in the next thing when the one before is accepted. */
public final class Accepting {
    private final AtomicLong numbers = new AtomicLong(System.nanoTime());
    private final int clients;

    public Accepting(int clients) {
        this.clients = clients;
    }

    /** What was accepted within the time. */
    public record Accepted(double perSecond, Duration p50, Duration p99) {}

    /** One thing that is made durable; it throws when it was not. */
    public interface Deed {
        void accept(long number) throws IOException, InterruptedException;
    }

    public Accepted through(Door door, String url, Duration unwatched, Duration watched) throws InterruptedException {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build()) {
            return measure(number -> hand(http, door, url, number), unwatched, watched);
        }
    }

    private static void hand(HttpClient http, Door door, String url, long number)
            throws IOException, InterruptedException {
        var answer = http.send(door.request(url, number).build(), BodyHandlers.ofString());
        // what a protocol refuses within a good answer names no handoff
        if (answer.statusCode() / 100 != 2 || !answer.body().contains("\"h-")) {
            throw new IOException(door.word() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    public Accepted measure(Deed deed, Duration unwatched, Duration watched) throws InterruptedException {
        var from = System.nanoTime() + unwatched.toNanos();
        var until = from + watched.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, clients)
                    .mapToObj(i -> threads.submit(() -> client(deed, from, until)))
                    .toList();
            var times = LongStream.builder();
            for (var client : all) {
                Arrays.stream(client.get()).forEach(times);
            }
            var percentiles = new Percentiles(times.build().toArray());
            return new Accepted(percentiles.count() * 1e9 / watched.toNanos(), percentiles.at(50), percentiles.at(99));
        } catch (ExecutionException e) {
            throw new IllegalStateException("something was not accepted: " + e.getCause(), e);
        }
    }

    private long[] client(Deed deed, long from, long until) throws IOException, InterruptedException {
        var times = LongStream.builder();
        for (var begun = System.nanoTime(); begun < until; begun = System.nanoTime()) {
            deed.accept(numbers.incrementAndGet());
            var ended = System.nanoTime();
            if (ended >= from && ended < until) {
                times.add(ended - begun);
            }
        }
        return times.build().toArray();
    }
}
