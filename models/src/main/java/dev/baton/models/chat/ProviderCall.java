package dev.baton.models.chat;

import dev.baton.models.chat.StreamedBody.Patience;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One question to a provider. LangChain4j sends by it, and is answered on the thread that asks; whatever goes wrong is
 * remembered here, because LangChain4j would lose the status, the headers and the interrupt.
 */
final class ProviderCall implements HttpClient, HttpClientBuilder {
    private static final int MOST_OF_AN_ERROR = 8192;

    private final java.net.http.HttpClient client;
    private final Patience patience;
    private final UnaryOperator<String> body;
    private final Consumer<String> watcher;
    private Optional<Trouble> trouble = Optional.empty();

    /** What came in between. */
    sealed interface Trouble {
        /** A status that is no success. */
        record Refused(int status, HttpHeaders headers, String body) implements Trouble {}

        record TooSlow() implements Trouble {}

        record TooLarge() implements Trouble {}

        record Unreachable() implements Trouble {}

        record Broken() implements Trouble {}

        record Interrupted() implements Trouble {}

        /** Whoever reads the events cannot go on. */
        record Unreadable(RuntimeException reason) implements Trouble {}
    }

    /**
     * @param body what to send instead of what LangChain4j would
     * @param watcher is shown the data of each event before LangChain4j is
     */
    ProviderCall(
            java.net.http.HttpClient client, Patience patience, UnaryOperator<String> body, Consumer<String> watcher) {
        this.client = client;
        this.patience = patience;
        this.body = body;
        this.watcher = watcher;
    }

    Optional<Trouble> trouble() {
        return trouble;
    }

    /** Remembers only what went wrong first. */
    void note(Trouble noticed) {
        if (trouble.isEmpty()) {
            trouble = Optional.of(noticed);
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        var answer = client.sendAsync(jdkRequest(request), info -> new StreamedBody(patience));
        try {
            var response = answer.get(Math.max(0, patience.nanos()), TimeUnit.NANOSECONDS);
            try (var body = response.body()) {
                read(response, body, parser, listener);
            }
        } catch (TimeoutException e) {
            note(new Trouble.TooSlow());
        } catch (ExecutionException | CancellationException e) {
            note(new Trouble.Unreachable());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            note(new Trouble.Interrupted());
        } finally {
            answer.cancel(true);
        }
        trouble.ifPresent(any -> listener.onError(new IOException("no answer")));
    }

    private void read(
            HttpResponse<StreamedBody> response,
            StreamedBody body,
            ServerSentEventParser parser,
            ServerSentEventListener listener) {
        if (response.statusCode() / 100 != 2) {
            note(refused(response, body));
            return;
        }
        listener.onOpen(SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .build());
        parser.parse(body, new Watched(listener));
        if (trouble.isEmpty()) {
            guarded(listener::onClose);
        }
    }

    private static Trouble refused(HttpResponse<StreamedBody> response, StreamedBody body) {
        String text;
        try {
            text = new String(body.readNBytes(MOST_OF_AN_ERROR), StandardCharsets.UTF_8);
        } catch (IOException e) {
            text = ""; // the status says enough
        }
        return Thread.currentThread().isInterrupted()
                ? new Trouble.Interrupted()
                : new Trouble.Refused(response.statusCode(), response.headers(), text);
    }

    private boolean guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            note(new Trouble.Unreadable(e));
        }
        return trouble.isEmpty();
    }

    /** Stops the parser, which goes on whatever its listener throws. */
    private final class Watched implements ServerSentEventListener {
        private final ServerSentEventListener listener;

        Watched(ServerSentEventListener listener) {
            this.listener = listener;
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            var going = guarded(() -> {
                watcher.accept(event.data());
                if (trouble.isEmpty()) {
                    listener.onEvent(event, context);
                }
            });
            if (!going) {
                context.parsingHandle().cancel();
            }
        }

        @Override
        public void onError(Throwable broken) {
            note(
                    switch (broken) {
                        case java.io.InterruptedIOException ignored -> new Trouble.Interrupted();
                        case StreamedBody.SilenceException ignored -> new Trouble.TooSlow();
                        case StreamedBody.TooLargeException ignored -> new Trouble.TooLarge();
                        default -> new Trouble.Broken();
                    });
        }
    }

    private java.net.http.HttpRequest jdkRequest(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body.apply(request.body())));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.build();
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("answers are always streamed");
    }

    @Override
    public Duration connectTimeout() {
        return patience.silence();
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return patience.silence();
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }

    @Override
    public HttpClient build() {
        return this;
    }
}
