package dev.baton.connect.http;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests where the network guard allows. Each is sent once, but for GETs: the JDK's client sends those again by
 * itself when a connection breaks before an answer comes.
 *
 * <p>No proxy is used unless the connection names one, because the guard cannot judge what a proxy connects to.
 * Blocking: for virtual threads.
 */
public final class GuardedHttp implements AutoCloseable {
    private static final int MOST_REDIRECTS = 3;

    private final NetworkGuard guard;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean closed;

    public GuardedHttp(NetworkGuard guard, Duration connectTimeout) {
        this(guard, connectTimeout, Route.DIRECT);
    }

    public GuardedHttp(NetworkGuard guard, Duration connectTimeout, Route route) {
        this.guard = guard;
        this.client = clientBuilder(route, connectTimeout, threads).build();
    }

    private static HttpClient.Builder clientBuilder(Route route, Duration connectTimeout, ExecutorService threads) {
        return route.client().connectTimeout(connectTimeout).executor(threads);
    }

    /** Why no request may go there, if none may: for clients that send it themselves. */
    public Optional<String> objection(URI uri) {
        return guard.objection(uri).map(NetworkGuard::words);
    }

    /** Why the last request did not reach its system; empty when it did. */
    public Optional<String> trouble() {
        return trouble;
    }

    public Exchange send(Outgoing first) throws InterruptedException {
        var deadline = System.nanoTime() + first.timeout().toNanos();
        var request = first;
        for (var hops = 0; ; hops++) {
            var exchange = sendOnce(request, deadline);
            if (hops == 0) {
                note(exchange);
            }
            var target = hops < MOST_REDIRECTS ? redirect(request, exchange) : Optional.<URI>empty();
            if (target.isEmpty()) {
                return exchange;
            }
            request = request.redirectedTo(target.get());
        }
    }

    private void note(Exchange exchange) {
        if (exchange instanceof Exchange.NotSent(var reason)) {
            trouble = Optional.of(reason);
        } else if (exchange instanceof Exchange.Answered) {
            trouble = Optional.empty();
        }
    }

    private Exchange sendOnce(Outgoing request, long deadline) throws InterruptedException {
        if (closed) {
            return new Exchange.NotSent("the connection is closed");
        }
        var objection = guard.objection(request.uri());
        if (objection.isPresent()) {
            return objection.get();
        }
        if (deadline - System.nanoTime() <= 0) {
            return new Exchange.NotSent("time was up before the request was sent");
        }
        var head = new CompletableFuture<ResponseInfo>();
        var answer = client.sendAsync(httpRequest(request), keepingHead(head, request.limit()));
        try {
            var response = answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return new Exchange.Answered(request.uri(), response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            return answeredInPart(request, head)
                    .orElseGet(() -> new Exchange.Lost("no answer came within " + words(request.timeout())));
        } catch (ExecutionException e) {
            return answeredInPart(request, head).orElseGet(() -> failed(request.uri(), e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpRequest httpRequest(Outgoing request) {
        var builder = HttpRequest.newBuilder(
                request.secret().map(secret -> secret.in(request.uri())).orElse(request.uri()));
        request.headers().forEach(builder::setHeader);
        request.secret().ifPresent(secret -> secret.addTo(builder));
        return builder.method(
                        request.method(),
                        request.body()
                                .map(HttpRequest.BodyPublishers::ofString)
                                .orElseGet(HttpRequest.BodyPublishers::noBody))
                .build();
    }

    /** Status and headers are kept apart, because they count even when the body is cut off. */
    private static BodyHandler<Exchange.Body> keepingHead(CompletableFuture<ResponseInfo> head, int limit) {
        return info -> {
            head.complete(info);
            return new LimitedBody(limit);
        };
    }

    private static Optional<Exchange> answeredInPart(Outgoing request, CompletableFuture<ResponseInfo> head) {
        if (!head.isDone()) {
            return Optional.empty();
        }
        var info = head.join();
        return Optional.of(
                new Exchange.Answered(request.uri(), info.statusCode(), info.headers(), new Exchange.Body.CutOff()));
    }

    private static Exchange failed(URI uri, @Nullable Throwable cause) {
        var origin = Origin.of(uri);
        return switch (cause) {
            case HttpConnectTimeoutException e -> new Exchange.NotSent(origin + " did not take the connection in time");
            case ConnectException e -> new Exchange.NotSent(origin + " refused the connection");
            case SSLHandshakeException e
            when distrusted(e) -> new Exchange.NotSent("the certificate of " + origin + " is not trusted");
            case null, default -> new Exchange.Lost("the connection to " + origin + " broke before an answer came");
        };
    }

    /** Judged on this side, so before anything was sent; other handshake failures may be the system's word. */
    private static boolean distrusted(SSLHandshakeException failure) {
        return failure.getCause() instanceof GeneralSecurityException
                || (failure.getCause() != null && failure.getCause().getCause() instanceof GeneralSecurityException);
    }

    /** Another origin is never followed: it is not what the connection was given for, and must not see its requests. */
    private static Optional<URI> redirect(Outgoing request, Exchange exchange) {
        if (!request.followed() || !(exchange instanceof Exchange.Answered answer) || answer.status() / 100 != 3) {
            return Optional.empty();
        }
        return answer.headers()
                .firstValue("Location")
                .flatMap(location -> target(request.uri(), location))
                .filter(target -> Origin.of(target).equals(Origin.of(request.uri())));
    }

    private static Optional<URI> target(URI from, String location) {
        try {
            return Optional.of(from.resolve(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String words(Duration duration) {
        return duration.toMillis() < 1000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }

    @Override
    public void close() {
        closed = true;
        client.shutdownNow();
        threads.shutdown();
    }
}
