package dev.baton.server.kill;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Several servers on one database. Who asks takes any of them. */
final class Nodes implements Claims.Door, AutoCloseable {
    private final List<ServerProcess> all;
    private final SplittableRandom random;

    Nodes(int count, Path workspace, String store, String backoffice, Path logs, SplittableRandom random) {
        this.random = random;
        this.all = IntStream.range(0, count)
                .mapToObj(number -> new ServerProcess(
                        workspace, List.of("--store", store), backoffice, logs.resolve("node-" + number + ".log")))
                .toList();
    }

    /** Starts all at once, so that they also meet while they bring the database up to date. */
    void start() throws Exception {
        for (var node : all) {
            node.launch();
        }
        for (var node : all) {
            node.awaitReady();
        }
    }

    ServerProcess node(int number) {
        return all.get(number);
    }

    int count() {
        return all.size();
    }

    @Override
    public synchronized ServerProcess server() {
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public void disturbed() throws InterruptedException {
        pass(100);
    }

    /** Lets time pass in which other processes do what they do. */
    static void pass(long millis) throws InterruptedException {
        var ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        all.forEach(ServerProcess::close);
    }
}
