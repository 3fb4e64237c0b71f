package dev.baton.models.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.models.chat.StreamedBody.Patience;
import dev.baton.models.chat.StreamedBody.SilenceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamedBodyTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(80);

    private static StreamedBody body(Duration whole, Duration silence) {
        return new StreamedBody(Patience.of(whole, silence));
    }

    private static void arrives(StreamedBody body, String... texts) {
        body.onNext(java.util.Arrays.stream(texts)
                .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    @Test
    void givenPieces_whenRead_thenTheyComeInTheirOrderUntilTheEnd() throws IOException {
        try (var body = body(LONG, LONG)) {
            arrives(body, "Good ", "", "mor");
            arrives(body, "ning");
            body.onComplete();

            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("Good morning");
            assertThat(body.read()).isEqualTo(-1);
        }
    }

    @Test
    void givenAnEmptyPiece_whenRead_thenItIsNoEnd() throws IOException {
        try (var body = body(LONG, LONG)) {
            body.onNext(List.of(ByteBuffer.allocate(0)));
            arrives(body, "x");

            assertThat(body.read()).isEqualTo('x');
        }
    }

    @Test
    void givenSilence_whenRead_thenPatienceEnds() {
        try (var body = body(LONG, SHORT)) {
            assertThatThrownBy(body::read).isInstanceOf(SilenceException.class);
        }
    }

    @Test
    void givenSomebodyWhoKeepsTalking_whenTheWholeTimeIsOver_thenPatienceEnds() {
        try (var body = body(SHORT, LONG)) {
            assertThatThrownBy(() -> {
                        while (true) {
                            arrives(body, "and so on");
                            body.read(new byte[16]);
                            body.read(new byte[16]);
                        }
                    })
                    .isInstanceOf(SilenceException.class);
        }
    }

    @Test
    void givenABrokenConnection_whenRead_thenThatIsTold() {
        try (var body = body(LONG, LONG)) {
            body.onError(new IOException("reset"));

            assertThatThrownBy(body::read).isInstanceOf(IOException.class).hasMessage("the connection broke");
        }
    }

    @Test
    void givenAReaderThatIsInterrupted_thenItStopsWaiting() throws Exception {
        try (var body = body(LONG, LONG)) {
            var outcome = new CompletableFuture<Throwable>();
            var reading = new CountDownLatch(1);
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    reading.countDown();
                    outcome.completeExceptionally(new AssertionError("read " + body.read()));
                } catch (IOException e) {
                    outcome.complete(e);
                }
            });
            reading.await();

            thread.interrupt();

            assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
        }
    }

    @Test
    void givenAReader_thenOnlySoMuchIsAskedForAsIsRead_andClosingEndsTheExchange() throws IOException {
        var asked = new AtomicInteger();
        var canceled = new AtomicInteger();
        var body = body(LONG, LONG);
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                asked.addAndGet((int) n);
            }

            @Override
            public void cancel() {
                canceled.incrementAndGet();
            }
        });
        assertThat(asked).hasValue(1);
        arrives(body, "Good");

        body.read();
        assertThat(asked).hasValue(2);
        body.close();

        assertThat(canceled).hasValue(1);
    }
}
