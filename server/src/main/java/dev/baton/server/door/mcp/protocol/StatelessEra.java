package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests in the revision 2026-07-28, each of which says by itself what it needs. */
final class StatelessEra {
    static final String LISTEN = "subscriptions/listen";
    private static final String DISCOVER = "server/discover";
    private static final String RESULT_TYPE = "resultType";
    private static final String COMPLETE = "complete";
    private static final int OK = 200;

    /** Results of these may be kept by clients for a while; whoever asks may see something else. */
    private static final Set<String> CACHEABLE = Set.of(
            DISCOVER, "tools/list", "prompts/list", "resources/list", "resources/templates/list", "resources/read");

    private static final long FRESH_MILLIS = 60_000;

    private final Offer offer;
    private final States states;

    StatelessEra(Offer offer, InstantSource clock) {
        this.offer = offer;
        this.states = new States(clock);
    }

    /** @throws RpcException when the request lacks what it has to say, or its headers say something else */
    Call call(Message.Request request, Headers headers, Principal caller, Link link) {
        var version = headers.version()
                .orElseThrow(() -> new RpcException(RpcError.headerMismatch("MCP-Protocol-Version is missing.")));
        var meta = request.params().get("_meta").orElse(Json.object());
        var said = meta.textAt(Call.RESERVED + "protocolVersion").orElseThrow(() -> lacking("protocolVersion"));
        if (!(meta.get(Call.RESERVED + "clientCapabilities").orElse(Json.Null.INSTANCE) instanceof Json.Obj client)) {
            throw lacking("clientCapabilities");
        }
        if (!said.equals(version)) {
            throw new RpcException(RpcError.headerMismatch(
                    "MCP-Protocol-Version is '" + version + "', but the request says '" + said + "' of itself."));
        }
        if (!version.equals(Revisions.STATELESS)) {
            throw new RpcException(RpcError.unsupportedVersion(version));
        }
        headers.check(request.method(), request.params());
        if (meta.get(Call.RESERVED + "logLevel")
                .filter(level -> !level.asText().filter(Call::isLevel).isPresent())
                .isPresent()) {
            throw new RpcException(RpcError.malformed("'logLevel' is none of the levels there are."));
        }
        var call = new Call(
                caller,
                request.method(),
                request.params(),
                client,
                true,
                inputs(request.params()),
                Optional.empty(),
                link);
        headers.checkMirrored(call, offer);
        return call;
    }

    private static RpcException lacking(String name) {
        return new RpcException(RpcError.malformed("'_meta' lacks " + Call.RESERVED + name + "."));
    }

    private static Map<String, Json> inputs(Json.Obj params) {
        if (params.get("inputResponses").orElse(Json.object()) instanceof Json.Obj responses
                && responses.members().values().stream().allMatch(Json.Obj.class::isInstance)) {
            return responses.members();
        }
        throw new RpcException(RpcError.malformed("'inputResponses' should be an object of objects."));
    }

    Exchange.Answer answer(Json id, Call call) throws InterruptedException {
        if (call.method().equals(DISCOVER)) {
            return complete(id, call, discovered());
        }
        var handler = offer.handler(call.method());
        if (handler.isEmpty()) {
            return Exchange.error(id, RpcError.noSuchMethod(call.method()));
        }
        var state = call.params().textAt("requestState").map(text -> states.open(text, call));
        return switch (handler.get().handle(call.answered(call.inputs(), state))) {
            case Outcome.Complete(var result) -> complete(id, call, result);
            case Outcome.Task(var task) -> result(id, task.with(RESULT_TYPE, "task"));
            case Outcome.Failed(var error) -> Exchange.error(id, error);
            case Outcome.InputRequired asked -> result(id, inputRequired(asked, call));
        };
    }

    private Json.Obj discovered() {
        return Json.object()
                .with("supportedVersions", Json.texts(Revisions.ALL))
                .with("capabilities", offer.capabilities(true))
                .with("instructions", offer.instructions());
    }

    private Json.Obj inputRequired(Outcome.InputRequired asked, Call call) {
        Asking.check(asked.requests(), call);
        var result =
                Json.object().with(RESULT_TYPE, "input_required").with("inputRequests", Json.object(asked.requests()));
        return asked.state()
                .map(state -> result.with("requestState", states.seal(state, call)))
                .orElse(result);
    }

    private Exchange.Answer complete(Json id, Call call, Json.Obj result) {
        var told = result.with(RESULT_TYPE, COMPLETE);
        return result(
                id,
                CACHEABLE.contains(call.method())
                        ? told.with("ttlMs", Json.number(FRESH_MILLIS)).with("cacheScope", "private")
                        : told);
    }

    private Exchange.Answer result(Json id, Json.Obj result) {
        return new Exchange.Answer(OK, Message.result(id, withMeta(result, "serverInfo", offer.about())));
    }

    static Json.Obj withMeta(Json.Obj json, String name, Json value) {
        var meta = json.get("_meta").map(Json::asObject).orElse(Json.object());
        return json.with("_meta", meta.with(Call.RESERVED + name, value));
    }

    /** How a stream of notifications ends in order. */
    static Json.Obj listeningEnded(Json id) {
        return Message.result(id, withMeta(Json.object().with(RESULT_TYPE, COMPLETE), "subscriptionId", id));
    }
}
