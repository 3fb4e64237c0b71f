package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.http.Events;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** The binding HTTP+JSON: a path for each operation, and errors by status and body. */
@RestController
@RequestMapping(AgentCard.DOOR)
final class HttpJsonController {
    private static final String CANCEL = ":cancel";
    private static final String SUBSCRIBE = ":subscribe";
    private static final String CONFIGS = "/tasks/{task}/pushNotificationConfigs";

    private final Operations operations;

    HttpJsonController(Operations operations) {
        this.operations = operations;
    }

    /** A request on its way through here. */
    private record Call(HttpServletRequest request, HttpServletResponse response, Principal principal) {}

    @PostMapping("/message:send")
    void send(HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException, InterruptedException {
        posted(Operation.SEND_MESSAGE, new Call(request, response, principal), body -> body);
    }

    @PostMapping("/message:stream")
    void stream(HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException, InterruptedException {
        posted(Operation.SEND_STREAMING_MESSAGE, new Call(request, response, principal), body -> body);
    }

    @GetMapping("/tasks")
    void list(HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException, InterruptedException {
        asked(Operation.LIST_TASKS, new Call(request, response, principal), query -> query);
    }

    /** The specification's text subscribes by POST and its protocol buffers by GET; both are taken. */
    @GetMapping("/tasks/{task}")
    void find(@PathVariable String task, HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException, InterruptedException {
        var call = new Call(request, response, principal);
        if (task.endsWith(SUBSCRIBE)) {
            asked(Operation.SUBSCRIBE_TO_TASK, call, query -> query.with("id", without(SUBSCRIBE, task)));
        } else {
            asked(Operation.GET_TASK, call, query -> query.with("id", task));
        }
    }

    @PostMapping("/tasks/{task}")
    void change(
            @PathVariable String task, HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException, InterruptedException {
        var call = new Call(request, response, principal);
        if (task.endsWith(SUBSCRIBE)) {
            posted(Operation.SUBSCRIBE_TO_TASK, call, body -> body.with("id", without(SUBSCRIBE, task)));
        } else if (task.endsWith(CANCEL)) {
            posted(Operation.CANCEL_TASK, call, body -> body.with("id", without(CANCEL, task)));
        } else {
            nothingHere(request, response);
        }
    }

    private static String without(String verb, String task) {
        return task.substring(0, task.length() - verb.length());
    }

    @PostMapping(CONFIGS)
    void createPush(
            @PathVariable String task, HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException, InterruptedException {
        posted(Operation.CREATE_PUSH_CONFIG, new Call(request, response, principal), body -> body.with("taskId", task));
    }

    @GetMapping(CONFIGS)
    void listPushes(
            @PathVariable String task, HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException, InterruptedException {
        asked(Operation.LIST_PUSH_CONFIGS, new Call(request, response, principal), query -> query.with("taskId", task));
    }

    @GetMapping(CONFIGS + "/{id}")
    void findPush(
            @PathVariable String task,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Principal principal)
            throws IOException, InterruptedException {
        asked(
                Operation.GET_PUSH_CONFIG,
                new Call(request, response, principal),
                query -> query.with("taskId", task).with("id", id));
    }

    @DeleteMapping(CONFIGS + "/{id}")
    void deletePush(
            @PathVariable String task,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Principal principal)
            throws IOException, InterruptedException {
        asked(
                Operation.DELETE_PUSH_CONFIG,
                new Call(request, response, principal),
                query -> query.with("taskId", task).with("id", id));
    }

    @GetMapping("/extendedAgentCard")
    void extendedCard(HttpServletRequest request, HttpServletResponse response, Principal principal)
            throws IOException, InterruptedException {
        asked(Operation.GET_EXTENDED_AGENT_CARD, new Call(request, response, principal), query -> query);
    }

    @RequestMapping("/**")
    void nothingHere(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var error = A2aException.of(
                A2aError.METHOD_NOT_FOUND,
                "A2A " + Versions.SPOKEN + " has nothing at " + request.getMethod() + " " + request.getRequestURI()
                        + "; the card at " + AgentCard.PATH + " tells what there is.");
        failed(error, response);
    }

    private void posted(Operation operation, Call call, UnaryOperator<Json.Obj> place)
            throws IOException, InterruptedException {
        Versions.check(call.request());
        var body = Exchange.body(call.request()).orElse(Json.object());
        if (!(body instanceof Json.Obj object)) {
            throw A2aException.of(A2aError.INVALID_REQUEST, "The request body is an object, not " + body.kind() + ".");
        }
        perform(operation, Params.of(place.apply(object)), call);
    }

    private void asked(Operation operation, Call call, UnaryOperator<Json.Obj> place)
            throws IOException, InterruptedException {
        Versions.check(call.request());
        var query = Json.object();
        for (var parameter : call.request().getParameterMap().entrySet()) {
            query = query.with(parameter.getKey(), parameter.getValue()[0]);
        }
        perform(operation, Params.of(place.apply(query)), call);
    }

    private void perform(Operation operation, Params params, Call call) throws IOException, InterruptedException {
        var caller = new Operations.Caller(call.principal(), Exchange.origin(call.request()));
        switch (operations.perform(operation, params, caller)) {
            case Answer.Now(var result) ->
                Exchange.write(call.response(), 200, Exchange.answerType(call.request()), result);
            case Answer.Flow flow ->
                Events.stream(call.response(), events -> flow.writeTo(new EventSink(events, item -> item)));
        }
    }

    /** Nobody is there any more to be told. */
    @ExceptionHandler
    void clientHasGone(AsyncRequestNotUsableException e) {}

    @ExceptionHandler
    void failed(Exception e, HttpServletResponse response) throws IOException {
        var fault = Faults.of(e);
        Exchange.writeHeaders(response, fault);
        var error = fault.error().error();
        var body = Json.object("code", Json.number(error.http()))
                .with("status", error.status())
                .with("message", fault.error().message())
                .with("details", fault.error().details());
        // a client that cannot read the protocol's own type still wants to know what was wrong
        Exchange.write(response, error.http(), MediaType.APPLICATION_JSON_VALUE, Json.object("error", body));
    }
}
