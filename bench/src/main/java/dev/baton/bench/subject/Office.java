package dev.baton.bench.subject;

import dev.baton.agent.AgentDefinition;
import dev.baton.bench.load.Work;
import dev.baton.engine.Catalog;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.plan.PlanReader;
import dev.baton.plan.Playbook;
import dev.baton.policy.Policy;
import dev.baton.run.Limits;
import dev.baton.run.OnFailure;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions of the measured work: contracts whose runs are five steps in a row, each with an argument from the
 * result of the one before, and one whose only step waits for an approval.
 */
final class Office {
    static final String APPROVER = "lead";
    static final String PARKED = "parked";

    private Office() {}

    static Catalog catalog() {
        return catalog(0);
    }

    /** @param more rules for the write, all of which are asked before the one that allows it */
    static Catalog catalog(int more) {
        return new Catalog(
                List.of(contract(Work.READS.word()), contract(Work.WRITES.word()), contract(PARKED)),
                List.of(
                        agent(Work.READS.word(), OfficeTools.READ),
                        agent(Work.WRITES.word(), OfficeTools.WRITE),
                        agent(PARKED, OfficeTools.ASKED)),
                List.of(policy(more)),
                List.of(
                        playbook(Work.READS.word(), OfficeTools.READ, Work.STEPS),
                        playbook(Work.WRITES.word(), OfficeTools.WRITE, Work.STEPS),
                        playbook(PARKED, OfficeTools.ASKED, 1)));
    }

    private static Contract contract(String name) {
        return new Contract(
                new ContractId(name, 1),
                "Work to be measured",
                List.of("role:service"),
                Optional.empty(),
                true,
                json("""
                        {"type": "object", "additionalProperties": false, "required": ["customer", "n"],
                         "properties": {"customer": {"type": "string"}, "n": {"type": "integer"}}}"""),
                json("""
                        {"type": "object", "additionalProperties": false, "required": ["n"],
                         "properties": {"n": {"type": "integer"}}}"""),
                Map.of(),
                List.of(),
                Map.of("completed", "Done: ${output.n}"));
    }

    private static AgentDefinition agent(String name, ToolName tool) {
        return new AgentDefinition(
                name,
                "Does work to be measured",
                List.of(name),
                "It is done",
                List.of(tool),
                List.of("office"),
                new AgentDefinition.Planner.Playbook(name),
                AgentDefinition.Autonomy.SUPERVISED,
                Limits.DEFAULT,
                OnFailure.KEEP,
                "");
    }

    private static Policy policy(int more) {
        var terms = new Policy.ApprovalTerms(APPROVER, 1, List.of(), Duration.ofDays(30), Duration.ofHours(1));
        var rules = new ArrayList<Policy.Rule>();
        for (var i = 0; i < more; i++) {
            rules.add(rule("more-" + i, Policy.Decision.DENY, OfficeTools.WRITE, condition(i), Optional.empty()));
        }
        rules.add(rule(
                "not-theirs",
                Policy.Decision.DENY,
                OfficeTools.WRITE,
                "args.customer != handoff.input.customer",
                Optional.empty()));
        rules.add(rule("small", Policy.Decision.ALLOW, OfficeTools.WRITE, "args.n <= 5000", Optional.empty()));
        rules.add(rule("asked", Policy.Decision.ASK, OfficeTools.ASKED, "true", Optional.of(terms)));
        return new Policy("office", Map.of(), rules, List.of());
    }

    /** Conditions as people write them: a comparison or two, a name, where an argument comes from. */
    private static String condition(int i) {
        return switch (i % 4) {
            case 0 -> "args.n > " + (100_000 + i) + " && args.customer == handoff.input.customer";
            case 1 -> "args.customer in ['BLOCKED-" + i + "', 'BLOCKED-X']";
            case 2 -> "args.customer.startsWith('TEST-" + i + "') || args.n < -" + i;
            default -> "'model' in origin(args.customer) && args.n > " + i;
        };
    }

    private static Policy.Rule rule(
            String id, Policy.Decision decision, ToolName tool, String when, Optional<Policy.ApprovalTerms> terms) {
        return new Policy.Rule(
                id, decision, List.of(tool), Optional.of(when), Optional.of("The rule " + id + " says so."), terms);
    }

    private static Playbook playbook(String name, ToolName tool, int length) {
        var steps = Json.object();
        var before = "input.n";
        for (var i = 1; i <= length; i++) {
            var args = Json.object("customer", Json.text("${input.customer}")).with("n", "${" + before + "}");
            steps = steps.with(
                    "s" + i, Json.object("tool", Json.text(tool.toString())).with("args", args));
            before = "steps.s" + i + ".n";
        }
        var plan = Json.object("steps", steps).with("output", Json.object("n", Json.text("${" + before + "}")));
        var fields = Fields.of(plan);
        return new Playbook(
                name, PlanReader.read(fields).orElseThrow(() -> new IllegalStateException("" + fields.problems())));
    }

    private static Json.Obj json(String text) {
        return Json.parse(text).asObject();
    }
}
