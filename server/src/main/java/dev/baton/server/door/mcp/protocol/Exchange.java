package dev.baton.server.door.mcp.protocol;

import dev.baton.event.StoreUnavailableException;
import dev.baton.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of a client while it is handled. The handler works on a thread of its own; the request's thread keeps the
 * connection alive meanwhile, and notices when the client has gone.
 */
final class Exchange implements Link {
    /** How long a connection may be silent; proxies give up after half a minute or more. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int NO_CONTENT = 204;

    private final Reply reply;
    private final CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> onCancel = new ArrayList<>();
    private boolean canceled;

    Exchange(Reply reply) {
        this.reply = reply;
    }

    /** What is sent in the end. */
    record Answer(int status, Json.Obj message) {}

    /** How a request is answered. */
    interface Work {
        Answer run() throws InterruptedException;
    }

    /** Blocks until the request was answered, called off, or the client has gone. */
    void run(Executor threads, Json id, Work work) throws InterruptedException {
        threads.execute(() -> answer.complete(Optional.of(answer(id, work))));
        while (true) {
            try {
                var end = answer.get(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                end.ifPresentOrElse(it -> reply.end(it.status(), it.message()), () -> reply.endSilently(NO_CONTENT));
                return;
            } catch (TimeoutException e) {
                if (!reply.heartbeat()) {
                    return;
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("an answer is never made by throwing", e);
            }
        }
    }

    private static Answer answer(Json id, Work work) {
        try {
            return work.run();
        } catch (RpcException e) {
            return error(id, e.error());
        } catch (StoreUnavailableException e) {
            LOG.warn("A request was refused: {}", e.getMessage());
            return error(
                    id,
                    RpcError.internal("The store accepts nothing at the moment. Ask again later, with the same"
                            + " idempotency key if there was one, so that nothing is started twice."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return error(id, RpcError.internal("The server is shutting down; ask again."));
        } catch (RuntimeException e) {
            LOG.error("A request failed because of a defect", e);
            return error(id, RpcError.internal("This failed because of a defect; the server's log has more."));
        }
    }

    static Answer error(Json id, RpcError error) {
        return new Answer(error.status(), Message.error(id, error));
    }

    @Override
    public void tell(String method, Json.Obj params) {
        reply.say(Message.notification(method, params));
    }

    /** Sends a request of ours; whether it could be sent. */
    boolean ask(Json.Obj request) {
        reply.say(request);
        return reply.canSay();
    }

    @Override
    public boolean isOpen() {
        lock.lock();
        try {
            return !canceled && reply.isOpen();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onCancel(Runnable action) {
        lock.lock();
        try {
            if (!canceled) {
                onCancel.add(action);
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    /** The client called it off: what is to be done then is done, and no answer is sent. */
    void cancel() {
        List<Runnable> actions;
        lock.lock();
        try {
            canceled = true;
            actions = List.copyOf(onCancel);
            onCancel.clear();
        } finally {
            lock.unlock();
        }
        actions.forEach(Runnable::run);
        answer.complete(Optional.empty());
    }
}
