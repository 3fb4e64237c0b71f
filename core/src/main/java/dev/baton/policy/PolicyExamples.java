package dev.baton.policy;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the tests that a policy's file carries. */
public final class PolicyExamples {
    private PolicyExamples() {}

    /** A test that came out otherwise than its file says. */
    public record Failure(String test, String message) {}

    public static List<Failure> run(Policy policy, PolicySet alone, Map<ToolName, ToolSpec> tools) {
        var failures = new ArrayList<Failure>();
        for (var example : policy.tests()) {
            var tool = tools.get(example.tool());
            if (tool == null) {
                failures.add(new Failure(example.name(), "there is no tool " + example.tool()));
                continue;
            }
            var ruling = alone.rule(question(example, tool), facts(policy, example), windows(policy, example));
            var asExpected = ruling.decision() == example.verdict()
                    && example.rule()
                            .map(rule -> ruling.rule().equals(policy.name() + "/" + rule))
                            .orElse(true);
            if (!asExpected) {
                failures.add(new Failure(example.name(), describe(example, ruling)));
            }
        }
        return failures;
    }

    private static String describe(Policy.Example example, Ruling ruling) {
        return "expected " + word(example.verdict())
                + example.rule().map(rule -> " by " + rule).orElse("")
                + " but it is " + word(ruling.decision()) + " by " + ruling.rule() + " (" + ruling.because() + ")"
                + (ruling.notes().isEmpty() ? "" : "; " + String.join("; ", ruling.notes()));
    }

    private static String word(Policy.Decision decision) {
        return decision.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Question question(Policy.Example example, ToolSpec tool) {
        var given = example.given();
        var handoff =
                Json.object("id", Json.text("test")).with("contract", "test").with("input", Json.object());
        for (var member :
                given.get("handoff").orElse(Json.object()).asObject().members().entrySet()) {
            handoff = handoff.with(member.getKey(), member.getValue());
        }
        var kind = given.get("principal").flatMap(p -> p.textAt("kind")).orElse("customer");
        var id = given.get("principal").flatMap(p -> p.textAt("id")).orElse("test");
        return new Question(
                tool,
                example.args(),
                given.get("origin").map(it -> Origins.parse(it.asObject())).orElse(Origins.UNKNOWN),
                Principal.of(Principal.Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), id),
                given.textAt("agent").orElse("test"),
                handoff,
                budget(given.get("budget").orElse(Json.object())),
                given.textAt("now").map(Instant::parse).orElse(Instant.EPOCH));
    }

    /** Where a test says nothing of it, nothing was used up. */
    private static Budget budget(Json given) {
        var unused = Budget.UNUSED;
        return new Budget(
                unused.steps().withUsed(used(given, "steps")),
                unused.writes().withUsed(used(given, "writes")),
                unused.retries().withUsed(used(given, "retries")),
                used(given, "modelCalls"));
    }

    private static int used(Json given, String what) {
        return given.get(what).orElse(Json.Null.INSTANCE) instanceof Json.Whole(var value) ? Math.toIntExact(value) : 0;
    }

    /** Where a test says nothing of it, nothing was done before. */
    private static Map<String, BigDecimal> windows(Policy policy, Policy.Example example) {
        var given = example.given().get("window").orElse(Json.object());
        var windows = new HashMap<String, BigDecimal>();
        policy.windows()
                .keySet()
                .forEach(window -> windows.put(
                        policy.name() + "/" + window,
                        given.get(window)
                                .map(sum -> new BigDecimal(sum.write()))
                                .orElse(BigDecimal.ZERO)));
        return windows;
    }

    private static Map<String, FactValue> facts(Policy policy, Policy.Example example) {
        var facts = new HashMap<String, FactValue>();
        example.given()
                .get("facts")
                .orElse(Json.object())
                .asObject()
                .members()
                .forEach((name, value) -> facts.put(policy.name() + "/" + name, new FactValue.Known(value)));
        return facts;
    }
}
