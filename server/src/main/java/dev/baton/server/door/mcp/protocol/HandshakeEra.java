package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Requests in the revisions up to 2025-11-25, which belong to a session. */
final class HandshakeEra {
    static final String INITIALIZE = "initialize";

    /** How long a person may think about what the client asks for us, while the request waits. */
    private static final Duration FOR_ANSWERS = Duration.ofMinutes(10);

    /** A request that keeps on asking is a defect. */
    private static final int ROUNDS = 10;

    private static final int OK = 200;

    private final Offer offer;
    private final Sessions sessions;

    HandshakeEra(Offer offer, InstantSource clock) {
        this.offer = offer;
        this.sessions = new Sessions(clock);
    }

    Sessions sessions() {
        return sessions;
    }

    /** Begins a session; a client that wishes for a revision that is unknown here is offered the newest of this era. */
    Session initialize(Json.Obj params, Principal caller) {
        var wished = params.textAt("protocolVersion")
                .orElseThrow(() -> new RpcException(RpcError.invalidParams("'protocolVersion' is missing.")));
        var revision = Revisions.HANDSHAKE.contains(wished) ? wished : Revisions.HANDSHAKE.getFirst();
        var client = params.get("capabilities").orElse(Json.object());
        if (!(client instanceof Json.Obj capabilities)) {
            throw new RpcException(RpcError.invalidParams("'capabilities' should be an object."));
        }
        return sessions.begin(caller, revision, capabilities);
    }

    Json.Obj initialized(Session session) {
        return Json.object()
                .with("protocolVersion", session.revision())
                .with("capabilities", offer.capabilities(false))
                .with("serverInfo", offer.about())
                .with("instructions", offer.instructions());
    }

    void notified(Session session, Message.Notification notification) {
        if (notification.method().equals("notifications/cancelled")) {
            notification.params().get("requestId").ifPresent(session::cancel);
        }
    }

    Exchange.Answer answer(Session session, Message.Request request, Principal caller, Exchange exchange)
            throws InterruptedException {
        if (request.method().equals("ping")) {
            return complete(request, Json.object());
        }
        if (request.method().equals("logging/setLevel")
                && offer.capabilities(false).get("logging").isPresent()) {
            return complete(request, setLevel(session, request.params()));
        }
        var handler = offer.handler(request.method());
        if (handler.isEmpty()) {
            return error(request, RpcError.noSuchMethod(request.method()));
        }
        var call = new Call(
                caller,
                request.method(),
                withLogLevel(request.params(), session.logLevel()),
                session.client(),
                false,
                Map.of(),
                Optional.empty(),
                exchange);
        return answer(session, request, handler.get(), call, exchange);
    }

    private static Exchange.Answer answer(
            Session session, Message.Request request, Handler handler, Call first, Exchange exchange)
            throws InterruptedException {
        var call = first;
        for (var round = 0; round < ROUNDS; round++) {
            switch (handler.handle(call)) {
                case Outcome.Complete(var result) -> {
                    return complete(request, result);
                }
                case Outcome.Failed(var error) -> {
                    return error(request, error);
                }
                case Outcome.Task ignored ->
                    throw new IllegalStateException("there are no tasks in revision " + session.revision());
                case Outcome.InputRequired(var requests, var state) ->
                    call = call.answered(ask(session, requests, call, exchange), state);
            }
        }
        throw new IllegalStateException(request.method() + " keeps on asking its client");
    }

    private static Map<String, Json> ask(Session session, Map<String, Json.Obj> requests, Call call, Exchange exchange)
            throws InterruptedException {
        Asking.check(requests, call);
        var answers = new LinkedHashMap<String, Json>();
        for (var request : requests.entrySet()) {
            var answer = session.ask(exchange, request.getValue(), FOR_ANSWERS);
            answers.put(request.getKey(), answer.orElse(Asking.NO_ANSWER));
        }
        return answers;
    }

    private static Json.Obj setLevel(Session session, Json.Obj params) {
        var level = params.textAt("level")
                .filter(Call::isLevel)
                .orElseThrow(
                        () -> new RpcException(RpcError.invalidParams("'level' is none of the levels there are.")));
        session.logLevel(level);
        return Json.object();
    }

    /** The session's level stands where the newer revision has that of each request. */
    private static Json.Obj withLogLevel(Json.Obj params, Optional<String> level) {
        if (level.isEmpty()) {
            return params;
        }
        var meta = params.get("_meta").orElse(Json.object()) instanceof Json.Obj given ? given : Json.object();
        return params.with("_meta", meta.with(Call.RESERVED + "logLevel", level.get()));
    }

    /** What went wrong with a request is no matter of HTTP in this era. */
    private static Exchange.Answer error(Message.Request request, RpcError error) {
        return new Exchange.Answer(OK, Message.error(request.id(), error));
    }

    private static Exchange.Answer complete(Message.Request request, Json.Obj result) {
        return new Exchange.Answer(OK, Message.result(request.id(), result));
    }
}
