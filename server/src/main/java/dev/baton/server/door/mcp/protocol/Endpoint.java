package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.http.JsonMessages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The one HTTP address of the protocol. How a request opens tells in which era it is meant. */
public final class Endpoint implements AutoCloseable {
    private static final String SESSION = "MCP-Session-Id";
    private static final String STREAM = "text/event-stream";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int WRONG_TYPE = 415;

    private final Offer offer;
    private final HandshakeEra handshake;
    private final StatelessEra stateless;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Endpoint(Offer offer, InstantSource clock) {
        this.offer = offer;
        this.handshake = new HandshakeEra(offer, clock);
        this.stateless = new StatelessEra(offer, clock);
    }

    /** Takes a message. */
    public void post(HttpServletRequest request, HttpServletResponse response, Principal caller)
            throws IOException, InterruptedException {
        var reply = new Reply(response, accepts(request, STREAM));
        Json id = Json.Null.INSTANCE;
        try {
            var message = Message.parse(body(request));
            if (message instanceof Message.Request asked) {
                id = asked.id();
            }
            take(message, request, response, reply, caller);
        } catch (RpcException e) {
            reply.end(e.error().status(), Message.error(id, e.error()));
        }
    }

    private static String body(HttpServletRequest request) throws IOException {
        var type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) {
            throw refused(WRONG_TYPE, "A message is sent as application/json, not as '" + type + "'.");
        }
        var bytes = request.getInputStream().readNBytes(JsonMessages.LIMIT + 1);
        if (bytes.length > JsonMessages.LIMIT) {
            throw refused(TOO_LARGE, "A message is at most 1 MiB.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RpcException(RpcError.unreadable("This is not UTF-8."));
        }
    }

    private static RpcException refused(int status, String why) {
        var error = RpcError.invalidRequest(why);
        return new RpcException(new RpcError(error.code(), error.message(), error.data(), status));
    }

    private void take(
            Message message, HttpServletRequest request, HttpServletResponse response, Reply reply, Principal caller)
            throws InterruptedException {
        if (isStateless(message, request)) {
            takeStateless(message, new Headers(request), reply, caller);
        } else if (message instanceof Message.Request(var id, var method, var params)
                && method.equals(HandshakeEra.INITIALIZE)) {
            var session = handshake.initialize(params, caller);
            response.setHeader(SESSION, session.id());
            reply.end(OK, Message.result(id, handshake.initialized(session)));
        } else {
            takeInSession(message, session(request, caller), reply, caller);
        }
    }

    /** Only the newer era has these members, and names its revision before anything is agreed on. */
    private static boolean isStateless(Message message, HttpServletRequest request) {
        var params = switch (message) {
            case Message.Request it -> it.params();
            case Message.Notification it -> it.params();
            case Message.Response ignored -> Json.object();
        };
        var said = params.get("_meta").flatMap(meta -> meta.get(Call.RESERVED + "protocolVersion"));
        var version = new Headers(request).version();
        return said.isPresent() || (version.isPresent() && !Revisions.NAMED_IN_SESSIONS.contains(version.get()));
    }

    private void takeStateless(Message message, Headers headers, Reply reply, Principal caller)
            throws InterruptedException {
        switch (message) {
            case Message.Request request -> {
                var exchange = new Exchange(reply);
                var call = stateless.call(request, headers, caller, exchange);
                if (call.method().equals(StatelessEra.LISTEN)) {
                    listen(request.id(), call, reply);
                } else {
                    exchange.run(threads, request.id(), () -> stateless.answer(request.id(), call));
                }
            }
            case Message.Notification ignored -> {
                if (!headers.version().equals(Optional.of(Revisions.STATELESS))) {
                    throw new RpcException(
                            RpcError.unsupportedVersion(headers.version().orElse("")));
                }
                reply.endSilently(ACCEPTED);
            }
            case Message.Response ignored ->
                throw new RpcException(RpcError.invalidRequest("Nothing is asked of clients in this revision but in"
                        + " results, so there is nothing to respond to."));
        }
    }

    private void takeInSession(Message message, Session session, Reply reply, Principal caller)
            throws InterruptedException {
        switch (message) {
            case Message.Request request -> {
                var exchange = new Exchange(reply);
                session.begin(request.id(), exchange);
                try {
                    exchange.run(threads, request.id(), () -> handshake.answer(session, request, caller, exchange));
                } finally {
                    session.done(request.id(), exchange);
                }
            }
            case Message.Notification notification -> {
                handshake.notified(session, notification);
                reply.endSilently(ACCEPTED);
            }
            case Message.Response response -> {
                session.answered(response);
                reply.endSilently(ACCEPTED);
            }
        }
    }

    private Session session(HttpServletRequest request, Principal caller) {
        var id = Optional.ofNullable(request.getHeader(SESSION))
                .orElseThrow(() -> new RpcException(RpcError.invalidRequest("The header " + SESSION
                        + " is missing; begin a session with initialize, or send a request of revision "
                        + Revisions.STATELESS + ".")));
        return handshake.sessions().find(id, caller).orElseThrow(() -> new RpcException(RpcError.noSuchSession()));
    }

    /** Notifications that belong to no request; we have none to send in that era, and keep the stream alive. */
    public void get(HttpServletRequest request, HttpServletResponse response, Principal caller)
            throws InterruptedException {
        var reply = new Reply(response, true);
        if (!accepts(request, STREAM) || new Headers(request).version().equals(Optional.of(Revisions.STATELESS))) {
            response.setHeader("Allow", "POST");
            reply.endSilently(NOT_ALLOWED);
            return;
        }
        try {
            idle(session(request, caller), reply);
        } catch (RpcException e) {
            reply.end(e.error().status(), Message.error(Json.Null.INSTANCE, e.error()));
        }
    }

    private void idle(Session session, Reply reply) throws InterruptedException {
        session.streamOpened();
        try {
            var ended = false;
            while (!ended && reply.heartbeat()) {
                ended = session.awaitEnd(Exchange.HEARTBEAT);
            }
        } finally {
            session.streamClosed();
        }
    }

    /** Ends a session. */
    public void delete(HttpServletRequest request, HttpServletResponse response, Principal caller) {
        var reply = new Reply(response, false);
        try {
            handshake.sessions().end(session(request, caller));
            reply.endSilently(NO_CONTENT);
        } catch (RpcException e) {
            reply.end(e.error().status(), Message.error(Json.Null.INSTANCE, e.error()));
        }
    }

    private void listen(Json id, Call call, Reply reply) throws InterruptedException {
        var wish = call.params().get("notifications").orElse(Json.object());
        if (!(wish instanceof Json.Obj filter)) {
            throw new RpcException(RpcError.malformed("'notifications' should be an object."));
        }
        var granted = offer.grant(filter, call);
        var happened = new LinkedBlockingQueue<Json.Obj>();
        var following = offer.follow(granted, call, (method, params) -> happened.add(subscribed(id, method, params)));
        try {
            reply.say(
                    subscribed(id, "notifications/subscriptions/acknowledged", Json.object("notifications", granted)));
            while (reply.isOpen() && !threads.isShutdown()) {
                var next = Optional.ofNullable(happened.poll(Exchange.HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS));
                next.ifPresentOrElse(reply::say, reply::heartbeat);
            }
            reply.end(OK, StatelessEra.listeningEnded(id));
        } finally {
            following.close();
        }
    }

    private static Json.Obj subscribed(Json id, String method, Json.Obj params) {
        return Message.notification(method, StatelessEra.withMeta(params, "subscriptionId", id));
    }

    private static boolean accepts(HttpServletRequest request, String type) {
        var accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("*/*");
        return accepted.contains(type) || accepted.contains("*/*");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
