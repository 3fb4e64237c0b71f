package dev.baton.models.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body that is read while it arrives, by a reader whose patience ends: with the whole call's time, and with each
 * silence that is too long.
 */
final class StreamedBody extends InputStream implements BodySubscriber<StreamedBody> {
    /** Far more than any model says. */
    private static final long LARGEST = 64L * 1024 * 1024;

    private final Patience patience;
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private volatile Flow.Subscription subscription = Nobody.INSTANCE;
    private ByteBuffer current = ByteBuffer.allocate(0);
    private boolean ended;
    private long total;

    private sealed interface Part {
        record Bytes(List<ByteBuffer> buffers) implements Part {}

        record End() implements Part {}

        record Broken() implements Part {}
    }

    /** Nobody subscribed so far. */
    private enum Nobody implements Flow.Subscription {
        INSTANCE;

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    /** The provider said nothing for too long, or took too long in all. */
    static final class SilenceException extends IOException {
        private static final long serialVersionUID = 1L;

        SilenceException() {
            super("no answer in time");
        }
    }

    /** The answer is larger than anybody wants to read. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("the answer is too large");
        }
    }

    /**
     * How long somebody waits.
     *
     * @param end of everything, on {@link System#nanoTime}'s clock
     */
    record Patience(Duration silence, long end) {
        static Patience of(Duration whole, Duration silence) {
            return new Patience(silence, System.nanoTime() + whole.toNanos());
        }

        /** For the next sign of life. */
        long nanos() {
            return Math.min(silence.toNanos(), end - System.nanoTime());
        }
    }

    StreamedBody(Patience patience) {
        this.patience = patience;
    }

    @Override
    public CompletionStage<StreamedBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        parts.add(new Part.Bytes(buffers));
    }

    @Override
    public void onError(Throwable broken) {
        parts.add(new Part.Broken());
    }

    @Override
    public void onComplete() {
        parts.add(new Part.End());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!current.hasRemaining() && !ended) {
            take(next());
        }
        if (ended) {
            return -1;
        }
        var count = Math.min(length, current.remaining());
        current.get(into, offset, count);
        return count;
    }

    @Override
    public int available() {
        return current.remaining();
    }

    private Part next() throws IOException {
        try {
            var part = parts.poll(Math.max(0, patience.nanos()), TimeUnit.NANOSECONDS);
            if (part == null) {
                throw new SilenceException();
            }
            return part;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void take(Part part) throws IOException {
        switch (part) {
            case Part.Bytes(var buffers) -> {
                var size = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
                total += size;
                if (total > LARGEST) {
                    throw new TooLargeException();
                }
                current = ByteBuffer.allocate(size);
                buffers.forEach(current::put);
                current.flip();
                subscription.request(1);
            }
            case Part.End() -> ended = true;
            case Part.Broken() -> throw new IOException("the connection broke");
        }
    }

    /** Ends the exchange, whether or not all was read. */
    @Override
    public void close() {
        subscription.cancel();
    }
}
