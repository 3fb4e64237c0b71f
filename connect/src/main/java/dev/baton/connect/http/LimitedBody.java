package dev.baton.connect.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads a body as text, and stops reading as soon as it is larger than allowed. */
final class LimitedBody implements BodySubscriber<Exchange.Body> {
    private final int limit;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final CompletableFuture<Exchange.Body> body = new CompletableFuture<>();
    private volatile Flow.Subscription subscription = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    LimitedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Exchange.Body> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            if (octets.size() + buffer.remaining() > limit) {
                body.complete(new Exchange.Body.Unreadable("is larger than " + limit / 1024 + " KiB"));
                subscription.cancel();
                return;
            }
            var part = new byte[buffer.remaining()];
            buffer.get(part);
            octets.writeBytes(part);
        }
    }

    @Override
    public void onError(Throwable broken) {
        body.complete(new Exchange.Body.CutOff());
    }

    @Override
    public void onComplete() {
        body.complete(text());
    }

    private Exchange.Body text() {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray()));
            // some systems begin with a byte order mark, which is no part of JSON
            return new Exchange.Body.Text(text.toString().replaceFirst("^\\uFEFF", ""));
        } catch (CharacterCodingException e) {
            return new Exchange.Body.Unreadable("is not UTF-8 text");
        }
    }
}
