package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is known of a client since its handshake. Nothing of a handoff is in here: a client that lost its session, or
 * whose server was started anew, begins another one and finds everything as it was.
 */
final class Session {
    private final String id;
    private final Principal caller;
    private final String revision;
    private final Json.Obj client;
    private final Map<Json, Exchange> exchanges = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Optional<Json>>> questions = new ConcurrentHashMap<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Optional<String> logLevel = Optional.empty();
    private volatile Instant lastUsed;
    private final CountDownLatch ended = new CountDownLatch(1);

    Session(String id, Principal caller, String revision, Json.Obj client, Instant now) {
        this.id = id;
        this.caller = caller;
        this.revision = revision;
        this.client = client;
        this.lastUsed = now;
    }

    String id() {
        return id;
    }

    String revision() {
        return revision;
    }

    Json.Obj client() {
        return client;
    }

    boolean isOf(Principal other) {
        return caller.isSameActor(other) && caller.chain().equals(other.chain());
    }

    void used(Instant now) {
        lastUsed = now;
    }

    Instant lastUsed() {
        return lastUsed;
    }

    /** Whether something goes on in it. */
    boolean isBusy() {
        return !exchanges.isEmpty() || streams.get() > 0;
    }

    Optional<String> logLevel() {
        return logLevel;
    }

    void logLevel(String level) {
        logLevel = Optional.of(level);
    }

    /** @throws RpcException when another request with this id is being handled */
    void begin(Json request, Exchange exchange) {
        if (exchanges.putIfAbsent(request, exchange) != null) {
            throw new RpcException(
                    RpcError.invalidRequest("A request with the id " + request.write() + " is being handled."));
        }
    }

    void done(Json request, Exchange exchange) {
        exchanges.remove(request, exchange);
    }

    void cancel(Json request) {
        Optional.ofNullable(exchanges.get(request)).ifPresent(Exchange::cancel);
    }

    /** A stream without an end of its own; close it when it is over. */
    void streamOpened() {
        streams.incrementAndGet();
    }

    void streamClosed() {
        streams.decrementAndGet();
    }

    void end() {
        ended.countDown();
        questions.values().forEach(question -> question.complete(Optional.empty()));
    }

    /** Blocks until it has ended, or the time is over. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks the client something while its request waits; nothing when it cannot or will not answer in time. */
    Optional<Json> ask(Exchange exchange, Json.Obj request, Duration atMost) throws InterruptedException {
        var name = "baton-" + asked.incrementAndGet();
        var question = new CompletableFuture<Optional<Json>>();
        questions.put(name, question);
        try {
            if (!exchange.ask(Message.request(name, request))) {
                return Optional.empty();
            }
            exchange.onCancel(() -> question.complete(Optional.empty()));
            return question.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question never ends by throwing", e);
        } finally {
            questions.remove(name);
        }
    }

    void answered(Message.Response response) {
        response.id().asText().map(questions::get).ifPresent(question -> question.complete(response.result()));
    }
}
