package dev.baton.run;

import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.plan.Callee;
import dev.baton.policy.Policy;
import dev.baton.policy.PolicySet;
import dev.baton.principal.Principal;
import dev.baton.tool.Access;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Undo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A bank that reads mail and pays, as far as a run knows it. */
final class PayingBank {
    static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
    static final Principal CUSTOMER = Principal.of(Principal.Kind.CUSTOMER, "CUS-1");
    static final ToolName PAY = ToolName.parse("bank.pay");

    private PayingBank() {}

    static final List<ToolSpec> TOOLS = List.of(
            tool("mail.read", Access.READ, """
                    {"id": {"type": "string"}}""", Optional.empty()),
            tool("bank.contacts", Access.READ, """
                    {"customerId": {"type": "string"}}""", Optional.empty()),
            tool(
                    "bank.pay",
                    Access.WRITE,
                    """
                    {"to": {"type": "string"}, "amount": {"type": "number"}, "text": {"type": "string"},
                     "lines": {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}}}""",
                    Optional.of(new Undo(
                            ToolName.parse("bank.callBack"),
                            json("{\"id\": \"${result.id}\", \"to\": \"${args.?to}\", \"text\": \"called back\"}")))),
            tool("bank.callBack", Access.WRITE, """
                    {"id": {"type": "string"}, "to": {"type": "string"}, "text": {"type": "string"}}""", Optional.empty()));

    private static ToolSpec tool(String name, Access access, String properties, Optional<Undo> undo) {
        return new ToolSpec(
                ToolName.parse(name),
                "",
                access,
                json("{\"type\": \"object\", \"additionalProperties\": false}").with("properties", json(properties)),
                json("{}"),
                Json.object(),
                new Idempotency.None(Duration.ofSeconds(1)),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                undo);
    }

    private static Contract contract() {
        return new Contract(
                new ContractId("pay", 1),
                "",
                List.of("role:operator"),
                Optional.empty(),
                false,
                json("""
                        {"type": "object", "required": ["customerId", "words"], "properties": {
                          "customerId": {"type": "string", "x-trusted": true},
                          "words": {"type": "string"}, "bills": {"type": "array"}}}"""),
                json("{\"type\": \"object\"}"),
                Map.of(),
                List.of(),
                Map.of());
    }

    static Situation situation(Policy... policies) {
        var definition = new RunDefinition(
                "payer",
                "",
                contract(),
                TOOLS.stream().map(ToolSpec::name).toList(),
                TOOLS,
                "",
                Json.object(),
                Limits.DEFAULT,
                OnFailure.UNDO,
                List.of(new Callee("audit", json("{}"), Set.of(), json("{}"))),
                Optional.of(new Planning(Planning.Style.WHOLE, 2, 3, Optional.empty(), "")));
        var compiled = PolicySet.compile(
                List.of(policies),
                TOOLS.stream().collect(Collectors.toMap(ToolSpec::name, Function.identity())),
                contract().input());
        if (!(compiled instanceof PolicySet.Compilation.Compiled(var set))) {
            throw new AssertionError(compiled);
        }
        return new Situation("run-1", new RunProgram(definition), set, NOW, NOW.plusSeconds(3));
    }

    /** A run with a plan, and what happened since. */
    static RunState.Active run(Principal requester, Json.Obj input, String planner, String plan, RunEvent... since) {
        RunState state = new RunState.NotStarted();
        state = RunFold.apply(
                state,
                new RunEvent.Submitted(
                        "h-1",
                        new ContractId("pay", 1),
                        input,
                        requester,
                        "test",
                        Optional.empty(),
                        Digest.of(input),
                        "payer",
                        Digest.of(input),
                        Optional.empty(),
                        Optional.empty()),
                NOW);
        state = RunFold.apply(state, new RunEvent.Planned(1, planner, json(plan)), NOW);
        for (var event : since) {
            state = RunFold.apply(state, event, NOW);
        }
        return (RunState.Active) state;
    }

    static Json.Obj json(String text) {
        return Json.parse(text).asObject();
    }
}
