package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.http.Events;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** The binding JSON-RPC 2.0: one path, and errors in the answer's own body. */
@RestController
final class JsonRpcController {
    /** Where the id of a call is kept for the error that may have to name it. */
    private static final String ID = JsonRpcController.class.getName();

    private final Operations operations;

    JsonRpcController(Operations operations) {
        this.operations = operations;
    }

    @PostMapping({AgentCard.DOOR, AgentCard.DOOR + "/"})
    void call(HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException, InterruptedException {
        var call = call(request);
        Versions.check(request);
        var params = switch (call.get("params").orElse(Json.object())) {
            case Json.Obj named -> Params.of(named);
            case Json other ->
                throw A2aException.of(A2aError.INVALID_PARAMS, "The params are an object, not " + other.kind() + ".");
        };
        var caller = new Operations.Caller(principal, Exchange.origin(request));
        var id = id(request);
        switch (operations.perform(operation(call), params, caller)) {
            case Answer.Now(var result) ->
                Exchange.write(
                        response,
                        200,
                        MediaType.APPLICATION_JSON_VALUE,
                        envelope(id).with("result", result));
            case Answer.Flow flow ->
                Events.stream(
                        response,
                        events -> flow.writeTo(
                                new EventSink(events, item -> envelope(id).with("result", item))));
        }
    }

    /** The call, once it is known to be one; its id is remembered first of all. */
    private static Json.Obj call(HttpServletRequest request) throws IOException {
        var body = Exchange.body(request)
                .orElseThrow(() -> A2aException.of(A2aError.INVALID_REQUEST, "A call has a JSON object as its body."));
        if (!(body instanceof Json.Obj call)) {
            throw A2aException.of(A2aError.INVALID_REQUEST, "A call is one JSON object; batches are not taken.");
        }
        switch (call.get("id").orElse(Json.Null.INSTANCE)) {
            case Json.Text text -> request.setAttribute(ID, text);
            case Json.Whole number -> request.setAttribute(ID, number);
            case Json other ->
                throw A2aException.of(
                        A2aError.INVALID_REQUEST,
                        "A call has an id, text or a whole number, not " + other.kind() + ".");
        }
        if (!call.get("jsonrpc").equals(java.util.Optional.of(Json.text("2.0")))) {
            throw A2aException.of(A2aError.INVALID_REQUEST, "A call says \"jsonrpc\": \"2.0\".");
        }
        return call;
    }

    private static Operation operation(Json.Obj call) {
        var method = call.textAt("method")
                .orElseThrow(() -> A2aException.of(A2aError.INVALID_REQUEST, "A call names its method."));
        return Operation.named(method)
                .orElseThrow(() -> A2aException.of(
                        A2aError.METHOD_NOT_FOUND,
                        "There is no method '" + method + "' in A2A " + Versions.SPOKEN + "."));
    }

    private static Json id(HttpServletRequest request) {
        return request.getAttribute(ID) instanceof Json id ? id : Json.Null.INSTANCE;
    }

    private static Json.Obj envelope(Json id) {
        return Json.object("jsonrpc", Json.text("2.0")).with("id", id);
    }

    /** Nobody is there any more to be told. */
    @ExceptionHandler
    void clientHasGone(AsyncRequestNotUsableException e) {}

    @ExceptionHandler
    void failed(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var fault = Faults.of(e);
        Exchange.writeHeaders(response, fault);
        var error = Json.object("code", Json.number(fault.error().error().code()))
                .with("message", fault.error().message())
                .with("data", fault.error().details());
        Exchange.write(
                response,
                status(fault.error().error()),
                MediaType.APPLICATION_JSON_VALUE,
                envelope(id(request)).with("error", error));
    }

    /** What concerns HTTP itself is told by its status too; what the call came to is an answer. */
    private static int status(A2aError error) {
        return switch (error) {
            case UNAUTHENTICATED, PERMISSION_DENIED, REQUEST_TOO_LARGE, UNAVAILABLE -> error.http();
            case TASK_NOT_FOUND,
                    TASK_NOT_CANCELABLE,
                    PUSH_NOTIFICATION_NOT_SUPPORTED,
                    UNSUPPORTED_OPERATION,
                    CONTENT_TYPE_NOT_SUPPORTED,
                    EXTENSION_SUPPORT_REQUIRED,
                    VERSION_NOT_SUPPORTED,
                    PARSE_ERROR,
                    INVALID_REQUEST,
                    METHOD_NOT_FOUND,
                    INVALID_PARAMS,
                    INTERNAL,
                    CONFLICT -> 200;
        };
    }
}
