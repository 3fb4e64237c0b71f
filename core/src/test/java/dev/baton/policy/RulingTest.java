package dev.baton.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.policy.Policy.Decision;
import dev.baton.policy.Policy.Rule;
import dev.baton.principal.Principal;
import dev.baton.tool.Access;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a verdict says it rests on, and what becomes of it at each level. */
class RulingTest {
    private static final ToolName PAY = ToolName.parse("bank.pay");
    private static final ToolName ACCOUNT = ToolName.parse("bank.account");
    private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
    private static final ToolSpec PAYING = tool(PAY, Access.WRITE, """
            {"type": "object", "required": ["to", "amount"], "properties": {
             "to": {"type": "string"}, "amount": {"type": "integer"}, "note": {"type": "string"},
             "born": {"type": "string", "x-personal": true},
             "lines": {"type": "array", "items": {"type": "string"}}}}""", "{}");
    private static final ToolSpec READING = tool(ACCOUNT, Access.READ, "{\"type\": \"object\"}", """
            {"type": "object", "required": ["balance", "owner"], "properties": {
             "balance": {"type": "integer"},
             "owner": {"$ref": "#/$defs/person"}},
             "$defs": {"person": {"type": "object", "x-personal": true, "required": ["name"],
               "properties": {"name": {"type": "string"}}}}}""");

    private static ToolSpec tool(ToolName name, Access access, String input, String output) {
        return new ToolSpec(
                name,
                "",
                access,
                Json.parse(input).asObject(),
                Json.parse(output).asObject(),
                Json.object(),
                new Idempotency.None(Duration.ofSeconds(1)),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                Optional.empty());
    }

    private static Rule rule(String id, Decision decision, String when) {
        return new Rule(id, decision, List.of(PAY), Optional.of(when), Optional.empty(), Optional.empty());
    }

    private static Rule asking(Optional<Share> reviewable) {
        var terms = new ApprovalTerms("clerk", 1, List.of(), Duration.ofHours(1), Duration.ofHours(1));
        return new Rule(
                "large",
                Decision.ASK,
                List.of(PAY),
                Optional.empty(),
                Optional.of("A clerk confirms."),
                Optional.of(terms),
                reviewable);
    }

    private static Ruling ruled(String args, Rule... rules) {
        var windows = Map.of(
                "paid", new Policy.Window("${args.to}", Duration.ofDays(1), Optional.of("args.amount"), List.of(PAY)));
        var facts = Map.of("account", new Policy.Fact(ACCOUNT, Json.object()));
        var policy = new Policy("p", facts, windows, List.of(rules), List.of());
        var compiled = (PolicySet.Compilation.Compiled)
                PolicySet.compile(List.of(policy), Map.of(PAY, PAYING, ACCOUNT, READING), Json.object());
        var question = new Question(
                PAYING,
                Json.parse(args).asObject(),
                Origins.of(Map.of("to", Set.of("input", "tool:mail.read"))),
                Principal.of(Principal.Kind.CUSTOMER, "CUS-1"),
                "payer",
                Json.object("id", Json.text("h-1")).with("contract", "pay@1").with("input", Json.object()),
                new Budget(new Budget.Amount(4, 50), new Budget.Amount(2, 3), new Budget.Amount(0, 100), 1),
                NOW);
        var account = Json.parse("{\"balance\": 500, \"owner\": {\"name\": \"Ann\"}}");
        return compiled.policies()
                .rule(
                        question,
                        Map.of("p/account", new FactValue.Known(account)),
                        Map.of("p/paid", BigDecimal.valueOf(120)));
    }

    @Test
    void givenRulesThatArePassedOver_thenTheVerdictTellsWhatAllOfThemCompared() {
        var ruling = ruled(
                "{\"to\": \"Ann\", \"amount\": 300}",
                rule("poor", Decision.DENY, "facts.account.balance < args.amount"),
                rule("often", Decision.DENY, "window('paid') > 1000"),
                rule("theirs", Decision.ALLOW, "origin(args.to).exists(o, o == 'input') && !has(args.note)"));

        assertThat(ruling.rule()).isEqualTo("p/theirs");
        assertThat(ruling.comparison())
                .isEqualTo("args.to was \"Ann\", origin(args.to) was input and tool:mail.read, args.note was (missing),"
                        + " window('paid') was 120, facts.account.balance was 500, args.amount was 300");
    }

    @Test
    void givenARuleOnWhatTheRunHasUsedUp_thenItIsHeldToThat() {
        var ruling = ruled(
                "{\"to\": \"Ann\", \"amount\": 300}",
                rule("fresh", Decision.ALLOW, "budget.writes.used < 2 || budget.modelCalls > 1"),
                rule("nearly-through", Decision.DENY, "budget.writes.used + 1 >= budget.writes.most"));

        assertThat(ruling.rule()).isEqualTo("p/nearly-through");
        assertThat(ruling.comparison())
                .isEqualTo("budget.writes.used was 2, budget.writes.most was 3, budget.modelCalls was 1");
    }

    @Test
    void givenAMisspeltBudget_thenThePolicyIsRefused() {
        var policy = new Policy(
                "p", Map.of(), Map.of(), List.of(rule("a", Decision.DENY, "budget.write.used > 2")), List.of());
        assertThat(PolicySet.compile(List.of(policy), Map.of(PAY, PAYING), Json.object()))
                .isInstanceOfSatisfying(
                        PolicySet.Compilation.Broken.class,
                        broken -> assertThat(broken.problems().toString()).contains("/rules/0/when", "write"));
    }

    @Test
    void givenNoRuleThatMatches_thenItIsToldWhatWasComparedAndWhatCouldNotBe() {
        var ruling = ruled(
                "{\"to\": \"Ann\", \"amount\": 300, \"lines\": []}",
                rule("rich", Decision.ALLOW, "facts.account.balance > 1000"),
                rule("first", Decision.ALLOW, "args.?lines.orValue([])[0] == 'x'"));

        assertThat(ruling.decision()).isEqualTo(Decision.DENY);
        assertThat(ruling.rule()).isEqualTo(Ruling.DEFAULT_RULE);
        assertThat(ruling.comparison()).contains("facts.account.balance was 500", "args.lines was (0 items)");
        assertThat(ruling.notes()).singleElement().asString().contains("rule p/first could not be evaluated");
    }

    @Test
    void givenWhatIsPersonal_thenItIsNotTold() {
        var ruling = ruled(
                "{\"to\": \"Ann\", \"amount\": 300, \"born\": \"1970-03-04\"}",
                rule("own", Decision.ALLOW, "facts.account.owner.name == args.to && args.?born.orValue('') != ''"));

        assertThat(ruling.decision()).isEqualTo(Decision.ALLOW);
        assertThat(ruling.comparison())
                .contains("facts.account.owner.name was (personal)", "args.born was (personal)")
                .doesNotContain("1970");
    }

    @Test
    void givenALongText_thenOnlyItsBeginningIsKept() {
        var ruling = ruled(
                "{\"to\": \"" + "a".repeat(500) + "\", \"amount\": 1}", rule("any", Decision.ALLOW, "args.to != ''"));

        assertThat(ruling.comparison()).hasSizeLessThan(120).endsWith("…\"");
    }

    @Test
    void givenAReviewableRule_thenOnlyAnAutonomousAgentGoesOnUnasked() {
        var said = ruled("{\"to\": \"Ann\", \"amount\": 300}", asking(Optional.of(Share.parse("10 %"))));

        assertThat(Level.SUPERVISED.bound(said).decision()).isEqualTo(Decision.ASK);
        assertThat(Level.PROPOSE.bound(said).decision()).isEqualTo(Decision.ASK);
        var unasked = Level.AUTONOMOUS.bound(said);
        assertThat(unasked.goesOnUnasked()).isTrue();
        assertThat(unasked.rule()).isEqualTo("p/large");
        assertThat(unasked.review()).contains(new Review("clerk", new Share(1_000)));
        assertThat(unasked.because()).contains("A clerk confirms.", "autonomous", "10 %");
        assertThat(unasked.ruleDigest()).isNotEqualTo(said.ruleDigest());
    }

    @Test
    void givenARuleThatIsNotReviewable_thenAnAutonomousAgentAsksAndIsDeniedAsAnyOther() {
        var asked = ruled("{\"to\": \"Ann\", \"amount\": 300}", asking(Optional.empty()));
        var denied = ruled("{\"to\": \"Ann\", \"amount\": 300}", rule("no", Decision.DENY, "true"));

        assertThat(Level.AUTONOMOUS.bound(asked)).isEqualTo(asked);
        assertThat(Level.AUTONOMOUS.bound(denied)).isEqualTo(denied);
    }
}
