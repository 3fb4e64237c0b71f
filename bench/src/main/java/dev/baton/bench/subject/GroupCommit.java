package dev.baton.bench.subject;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * One thread that writes whatever has gathered and makes it durable with one sync, which is how many writers share the
 * slowest part. The least that an engine can do that promises to lose nothing.
 */
final class GroupCommit implements AutoCloseable {
    private static final int TOGETHER = 512;

    /** Where commits go. */
    interface Medium {
        /** Returns once all of it is durable. */
        void write(List<byte[]> commits) throws Exception;

        void close() throws Exception;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Waiting(byte[] commit, CompletableFuture<Boolean> durable) {}

    private final Medium medium;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(4 * TOGETHER);
    private final Thread thread;
    private volatile boolean closed;

    GroupCommit(Medium medium) {
        this.medium = medium;
        this.thread = Thread.ofPlatform().name("group-commit").start(this::writeUntilClosed);
    }

    void commit(byte[] bytes) throws InterruptedException {
        var waiting = new Waiting(bytes, new CompletableFuture<>());
        queue.put(waiting);
        waiting.durable().join();
    }

    private void writeUntilClosed() {
        var group = new ArrayList<Waiting>();
        while (!closed) {
            try {
                group.add(queue.take());
                queue.drainTo(group, TOGETHER - 1);
                medium.write(group.stream().map(Waiting::commit).toList());
                group.forEach(waiting -> waiting.durable().complete(true));
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                group.forEach(waiting -> waiting.durable().completeExceptionally(e));
                return;
            }
            group.clear();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
            medium.close();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
