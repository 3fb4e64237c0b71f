package dev.baton.server.door.mcp;

import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Runs;
import dev.baton.engine.Submission;
import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.Outcome;
import dev.baton.server.door.mcp.protocol.RpcError;
import dev.baton.server.door.mcp.protocol.RpcException;
import dev.baton.server.door.mcp.protocol.Tool;
import dev.baton.server.door.mcp.protocol.ToolResult;
import dev.baton.server.door.mcp.protocol.Tools;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** Every contract as a tool: calling it hands something off, and waits for what comes of it. */
final class ContractTools {
    private static final String DOOR = "mcp";

    /** What is asked for when fields are missing. */
    private static final String MISSING = "missing";

    private final Map<String, Contract> newest;
    private final Handoffs handoffs;
    private final Followed followed;

    ContractTools(List<Contract> contracts, Handoffs handoffs, Followed followed) {
        this.newest = contracts.stream()
                .collect(Collectors.toMap(
                        contract -> contract.id().name(),
                        contract -> contract,
                        BinaryOperator.maxBy(Comparator.comparingInt(
                                contract -> contract.id().version())),
                        java.util.TreeMap::new));
        this.handoffs = handoffs;
        this.followed = followed;
    }

    /** Those that somebody may call. */
    List<Tool> of(Principal caller) {
        return newest.values().stream()
                .filter(contract -> contract.admits(caller) && canBeNamed(contract, caller))
                .map(contract -> tool(contract, caller))
                .toList();
    }

    /** Whether the caller can say, or is known to be, whom it is for. */
    private static boolean canBeNamed(Contract contract, Principal caller) {
        return contract.trustedFields().isEmpty() || ToolSchemas.isKnown(caller) || caller.has(Principal.ACT_FOR);
    }

    private Tool tool(Contract contract, Principal caller) {
        var hints = Json.object()
                .with("readOnlyHint", Json.bool(false))
                .with("destructiveHint", Json.bool(true))
                .with("idempotentHint", Json.bool(false))
                .with("openWorldHint", Json.bool(true));
        var definition = Json.object()
                .with("name", contract.id().name())
                .with("description", contract.description())
                .with("inputSchema", ToolSchemas.input(contract, caller))
                .with("outputSchema", ToolSchemas.output(contract))
                .with("annotations", hints);
        return new Tool(definition, call -> call(contract, call));
    }

    private Outcome call(Contract contract, Call call) throws InterruptedException {
        var asked = answered(contract, call);
        if (asked.isPresent()) {
            return asked.get().goOn();
        }
        var input = Tools.arguments(call);
        var missing = ToolSchemas.required(contract, call.caller()).stream()
                .filter(name -> input.get(name).isEmpty())
                .toList();
        var form = missing.isEmpty() ? Optional.<Form>empty() : Form.of(contract.input(), missing);
        var answer = Optional.ofNullable(call.inputs().get(MISSING));
        if (form.isEmpty() || (answer.isEmpty() && !call.canAsk("elicitation/create"))) {
            return submit(contract, input, call);
        }
        if (answer.isEmpty()) {
            return new Outcome.InputRequired(
                    Map.of(MISSING, form.get().request(contract.description())), Optional.empty());
        }
        var filled = form.get().value(answer.get());
        return filled.isEmpty()
                ? ToolResult.error("Nothing was started, because the person did not say: " + String.join(", ", missing))
                : submit(contract, merged(input, filled.get().asObject(), missing), call);
    }

    private static Json.Obj merged(Json.Obj input, Json.Obj filled, List<String> missing) {
        var whole = input;
        for (var name : missing) {
            var value = filled.get(name);
            if (value.isPresent()) {
                whole = whole.with(name, value.get());
            }
        }
        return whole;
    }

    private Outcome submit(Contract contract, Json.Obj input, Call call) throws InterruptedException {
        var patience = CallWishes.patience(call);
        var request = new HandoffRequest(contract.id().name(), input, call.caller(), DOOR, CallWishes.key(call));
        return switch (handoffs.submit(request)) {
            case Submission.Accepted(var handoff, var ignored) -> followed.toTheEnd(handoff, call, patience);
            case Submission.UnknownContract(var message) -> new Outcome.Failed(RpcError.invalidParams(message));
            case Submission.NotAllowed(var message) -> ToolResult.error(message);
            case Submission.Invalid(var problems) ->
                ToolResult.invalid(problems.stream().map(Problem::toString).toList());
            case Submission.KeyReused(var handoff) ->
                ToolResult.error("This idempotency key was used for another request, which became " + handoff
                        + "; use a new key for a new request.");
            case Submission.AlreadyRunning(var handoff, var ignored) ->
                ToolResult.error("This is being worked on already, as handoff " + handoff
                        + ". Nothing was started; ask about that one with handoff_status.");
            case Submission.Overloaded(var message, var retryAfter) ->
                ToolResult.error("Nothing was accepted: " + message + ". Call again in "
                        + Math.max(1, retryAfter.toSeconds()) + " s, with the same arguments.");
            case Submission.NoLongerKept(var handoff, var ignored) ->
                ToolResult.error("This idempotency key was used before, for handoff " + handoff
                        + ", whose contents are no longer kept. Nothing was started; use a new key for a new request.");
            case Submission.NotReady(var message) -> ToolResult.error("Nothing was accepted: " + message + ".");
        };
    }

    /** The call of somebody who was asked something by the agent, and who sends it again with the answer. */
    private Optional<Asked> answered(Contract contract, Call call) {
        return call.inputs().entrySet().stream()
                .flatMap(input -> Questions.run(input.getKey())
                        .flatMap(run -> followed.ofRun(run, call.caller()))
                        .filter(handoff ->
                                handoff.contract().name().equals(contract.id().name()))
                        .map(handoff -> new Asked(handoff, input.getKey(), input.getValue(), call))
                        .stream())
                .findFirst();
    }

    /** A question that was answered, or declined. */
    private final class Asked {
        private final HandoffView handoff;
        private final String question;
        private final Json answer;
        private final Call call;

        Asked(HandoffView handoff, String question, Json answer, Call call) {
            this.handoff = handoff;
            this.question = question;
            this.answer = answer;
            this.call = call;
        }

        Outcome goOn() throws InterruptedException {
            var open = Questions.open(handoff).filter(input -> input.id().equals(question));
            if (open.isEmpty()) {
                return wait(handoff);
            }
            var value = Form.of(open.get().schema()).flatMap(form -> form.value(answer));
            if (value.isEmpty()) {
                return new Outcome.Complete(HandoffResult.ofCall(handoff));
            }
            return switch (followed.answer(handoff, Optional.of(question), value.get(), call.caller())) {
                case Runs.Change.Made(var run) -> wait(run.handoff());
                case Runs.Change.Invalid(var problems) ->
                    ToolResult.error("The answer does not fit: "
                            + problems.stream().map(Problem::toString).collect(Collectors.joining("; "))
                            + ". Nothing is lost; answer again with handoff_answer.");
                case Runs.Change.NotFound(var message) -> throw new RpcException(RpcError.invalidParams(message));
                case Runs.Change.NotAllowed(var message) -> ToolResult.error(message);
                // somebody else was faster
                case Runs.Change.NotPossible ignored -> wait(handoff);
            };
        }

        private Outcome wait(HandoffView current) throws InterruptedException {
            return followed.toTheEnd(current, call, CallWishes.patience(call));
        }
    }
}
