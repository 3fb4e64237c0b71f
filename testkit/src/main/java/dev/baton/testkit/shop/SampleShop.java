package dev.baton.testkit.shop;

import dev.baton.agent.AgentDefinition;
import dev.baton.engine.Catalog;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.plan.PlanReader;
import dev.baton.plan.Playbook;
import dev.baton.policy.Policy;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.policy.Policy.Decision;
import dev.baton.policy.Policy.Rule;
import dev.baton.run.Limits;
import dev.baton.run.OnFailure;
import dev.baton.tool.Access;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Undo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The damaged order as definitions: one contract, one agent, one policy, one playbook. */
public final class SampleShop {
    public static final ToolName ORDER = ToolName.parse("orders.get");
    public static final ToolName STOCK = ToolName.parse("shipping.stock");
    public static final ToolName REPLACE = ToolName.parse("shipping.replace");
    public static final ToolName REFUND = ToolName.parse("billing.refund");
    public static final ToolName NOTE = ToolName.parse("crm.note");
    public static final ToolName NOTES = ToolName.parse("crm.notes");

    public static final ToolName CANCEL_REFUND = ToolName.parse("billing.cancelRefund");
    public static final ToolName PAYOUT = ToolName.parse("billing.payout");

    public static final ToolName VOUCHER = ToolName.parse("crm.voucher");

    private static final String SETTLE = "settle:${args.orderId}";
    private static final Duration CALL = Duration.ofSeconds(2);

    private SampleShop() {}

    public static Catalog catalog() {
        return new Catalog(List.of(contract()), List.of(agent()), List.of(policy()), List.of(playbook()));
    }

    public static Contract contract() {
        return new Contract(
                new ContractId("damaged-order", 1),
                "A claim about a damaged order",
                List.of("assistant:support", "role:operator"),
                Optional.of("${input.orderId}"),
                true,
                json("""
                        {"type": "object", "additionalProperties": false,
                         "required": ["customerId", "orderId", "wish"],
                         "properties": {
                           "customerId": {"type": "string", "x-trusted": true},
                           "orderId": {"type": "string", "pattern": "^ORD-[0-9]{6}$", "x-ask": "Which order is it?"},
                           "wish": {"enum": ["refund", "replacement"], "x-ask": "Money back or a replacement?"}}}"""),
                json("""
                        {"type": "object", "required": ["outcome"], "additionalProperties": false,
                         "properties": {"outcome": {"enum": ["refunded", "replaced"]},
                           "refundId": {"type": "string"}, "replacementId": {"type": "string"}}}"""),
                Map.of("refunded", REFUND, "replaced", REPLACE),
                List.of("My order arrived damaged", "the glass was broken when I opened the box"),
                Map.of("completed", "Done: ${output.outcome}", "rejected", "Not possible: ${reason}"));
    }

    public static AgentDefinition agent() {
        return new AgentDefinition(
                "refunds",
                "Settles claims",
                List.of("damaged-order"),
                "The claim is settled and recorded",
                List.of(ORDER, STOCK, REPLACE, REFUND, NOTE),
                List.of("refunds"),
                new AgentDefinition.Planner.Playbook("settle"),
                AgentDefinition.Autonomy.SUPERVISED,
                Limits.DEFAULT,
                OnFailure.KEEP,
                "");
    }

    public static Policy policy() {
        var facts = Map.of("order", new Policy.Fact(ORDER, json("{\"orderId\": \"${args.orderId}\"}")));
        return new Policy(
                "refunds",
                facts,
                List.of(
                        rule(
                                "not-theirs",
                                Decision.DENY,
                                List.of(REFUND, REPLACE),
                                "facts.order.customerId != handoff.input.customerId",
                                "It is not your order."),
                        rule(
                                "small",
                                Decision.ALLOW,
                                List.of(REFUND, REPLACE),
                                "facts.order.totalMinor <= 5000",
                                "Small orders are settled at once."),
                        ask("larger", List.of(REFUND, REPLACE)),
                        rule(
                                "record",
                                Decision.ALLOW,
                                List.of(NOTE),
                                "args.customerId == handoff.input.customerId",
                                "Notes are allowed.")),
                List.of());
    }

    static Rule rule(String id, Decision decision, List<ToolName> tools, String when, String because) {
        return new Rule(id, decision, tools, Optional.of(when), Optional.of(because), Optional.empty());
    }

    static Rule ask(String id, List<ToolName> tools) {
        var terms =
                new ApprovalTerms("refund-lead", 1, List.of("amountMinor"), Duration.ofHours(4), Duration.ofHours(1));
        return new Rule(
                id, Decision.ASK, tools, Optional.empty(), Optional.of("A colleague confirms."), Optional.of(terms));
    }

    public static Playbook playbook() {
        return playbook("settle", """
                {"steps": {
                   "order":   {"tool": "orders.get", "args": {"orderId": "${input.orderId}"}},
                   "stock":   {"tool": "shipping.stock", "when": "input.wish == 'replacement'",
                               "args": {"sku": "${steps.order.sku}"}},
                   "replace": {"tool": "shipping.replace", "when": "steps.?stock.available.orValue(0) > 0",
                               "args": {"orderId": "${input.orderId}"}},
                   "refund":  {"tool": "billing.refund", "when": "steps.?stock.available.orValue(0) == 0",
                               "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.order.totalMinor}"}},
                   "note":    {"tool": "crm.note", "needs": ["refund", "replace"],
                               "args": {"customerId": "${input.customerId}", "text": "Settled ${input.orderId}"}}},
                 "output": {"outcome": "${has(steps.refund) ? 'refunded' : 'replaced'}",
                            "refundId": "${steps.?refund.id}", "replacementId": "${steps.?replace.id}"}}""");
    }

    static Playbook playbook(String name, String plan) {
        var fields = Fields.of(json(plan));
        return new Playbook(name, PlanReader.read(fields).orElseThrow(() -> new AssertionError(fields.problems())));
    }

    /** The tools of the shop's four systems. */
    public static List<ToolSpec> tools() {
        return List.of(
                read(
                        ORDER,
                        "orderId",
                        """
                        {"type": "object", "required": ["id", "customerId", "totalMinor", "sku"], "properties": {
                         "id": {"type": "string"}, "customerId": {"type": "string"},
                         "totalMinor": {"type": "integer"}, "sku": {"type": "string"}}}""",
                        Optional.of("principal.kind != 'customer' || result.customerId == principal.id")),
                read(STOCK, "sku", """
                        {"type": "object", "required": ["available"],
                         "properties": {"available": {"type": "integer"}}}""", Optional.empty()),
                read(NOTES, "customerId", "{\"type\": \"array\"}", Optional.empty()),
                write(REPLACE, "{\"orderId\": {\"type\": \"string\"}}", key(), Optional.of(SETTLE), json("{}")),
                undoneBy(
                        write(
                                REFUND,
                                "{\"orderId\": {\"type\": \"string\"}, \"amountMinor\": {\"type\": \"integer\"}}",
                                key(),
                                Optional.of(SETTLE),
                                json("{}")),
                        new Undo(CANCEL_REFUND, json("{\"refundId\": \"${result.id}\"}"))),
                write(CANCEL_REFUND, "{\"refundId\": {\"type\": \"string\"}}", key(), Optional.empty(), json("{}")),
                write(
                        PAYOUT,
                        "{\"customerId\": {\"type\": \"string\"}, \"amountMinor\": {\"type\": \"integer\"}}",
                        new Idempotency.None(Duration.ofSeconds(30)),
                        Optional.empty(),
                        json("{}")),
                write(
                        VOUCHER,
                        "{\"customerId\": {\"type\": \"string\"}}",
                        // a key that is forgotten at once, so that the lookup has to tell
                        new Idempotency.Key("Idempotency-Key", Duration.ZERO, Optional.of(lookup())),
                        Optional.empty(),
                        json("{\"reference\": \"${effect.id}\"}")),
                write(
                        NOTE,
                        "{\"customerId\": {\"type\": \"string\"}, \"text\": {\"type\": \"string\"}}",
                        lookup(),
                        Optional.empty(),
                        json("{\"reference\": \"${effect.id}\"}")));
    }

    private static Idempotency key() {
        return new Idempotency.Key("Idempotency-Key", Duration.ofDays(1));
    }

    private static Idempotency.Lookup lookup() {
        return new Idempotency.Lookup(
                NOTES,
                json("{\"customerId\": \"${args.customerId}\"}"),
                "result.exists(n, n.reference == effect.id)",
                Optional.of("result.filter(n, n.reference == effect.id)[0]"),
                Duration.ofSeconds(10));
    }

    private static ToolSpec read(ToolName name, String argument, String output, Optional<String> visible) {
        var none = new Idempotency.None(Duration.ZERO);
        var input = inputOf("{\"" + argument + "\": {\"type\": \"string\"}}");
        return new ToolSpec(
                name,
                "",
                Access.READ,
                input,
                json(output),
                json("{}"),
                none,
                Optional.empty(),
                visible,
                CALL,
                Optional.empty());
    }

    private static ToolSpec write(
            ToolName name, String properties, Idempotency idempotency, Optional<String> once, Json.Obj bind) {
        var output = json(
                "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"string\"}}, \"required\": [\"id\"]}");
        return new ToolSpec(
                name,
                "",
                Access.WRITE,
                inputOf(properties),
                output,
                bind,
                idempotency,
                once,
                Optional.empty(),
                CALL,
                Optional.empty());
    }

    private static ToolSpec undoneBy(ToolSpec tool, Undo undo) {
        return new ToolSpec(
                tool.name(),
                tool.description(),
                tool.access(),
                tool.input(),
                tool.output(),
                tool.bind(),
                tool.idempotency(),
                tool.once(),
                tool.visible(),
                tool.timeout(),
                Optional.of(undo));
    }

    private static Json.Obj inputOf(String properties) {
        var members = json(properties);
        return json("{\"type\": \"object\", \"additionalProperties\": false}")
                .with("properties", members)
                .with("required", Json.texts(members.members().keySet()));
    }

    private static Json.Obj json(String text) {
        return Json.parse(text).asObject();
    }
}
