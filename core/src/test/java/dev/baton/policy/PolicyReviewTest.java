package dev.baton.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.policy.Policy.Decision;
import dev.baton.policy.Policy.Rule;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules that are sound and can never matter. */
class PolicyReviewTest {
    private static final ToolName PAY = ToolName.parse("bank.pay");
    private static final ToolName READ = ToolName.parse("mail.read");

    private static Rule rule(String id, Decision decision, String when, ToolName... tools) {
        return new Rule(
                id,
                decision,
                List.of(tools),
                Optional.of(when).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> review(Policy policy, ToolName... granted) {
        return PolicyReview.of(policy, Set.of(granted), Set.of(PAY, READ)).stream()
                .map(Problem::toString)
                .toList();
    }

    private static Policy policy(Rule... rules) {
        return new Policy("p", Map.of(), List.of(rules), List.of());
    }

    @Test
    void givenARuleAfterOneThatDecidesEverything_thenItIsNeverReached() {
        var policy = policy(rule("all", Decision.ALLOW, "", PAY), rule("big", Decision.DENY, "args.amount > 5", PAY));

        assertThat(review(policy, PAY))
                .singleElement()
                .asString()
                .contains(
                        "/rules/1",
                        "rule 'big' is never reached for bank.pay: rule 'all' before it decides every call");
    }

    @Test
    void givenTheSameConditionAgain_thenTheSecondIsNeverReached() {
        var policy = policy(
                rule("one", Decision.DENY, "args.amount > 5", PAY),
                rule("two", Decision.ALLOW, "args.amount > 5", PAY));

        assertThat(review(policy, PAY))
                .singleElement()
                .asString()
                .contains("rule 'one' before it has the same condition");
    }

    @Test
    void givenRulesThatEachMatter_thenNothingIsSaid() {
        var policy = policy(
                rule("big", Decision.DENY, "args.amount > 5", PAY),
                rule("found", Decision.DENY, "'tool:mail.read' in origin(args.to)", PAY),
                rule("rest", Decision.ALLOW, "", PAY));

        assertThat(review(policy, PAY)).isEmpty();
    }

    @Test
    void givenAToolThatNoAgentHas_orAPolicyWithoutAgents_thenThatIsSaid() {
        var policy = policy(rule("pay", Decision.ALLOW, "", PAY, READ));

        assertThat(review(policy, READ))
                .singleElement()
                .asString()
                .contains("no agent that has this policy may use bank.pay");
        assertThat(review(policy)).singleElement().asString().contains("no agent has the policy 'p'");
    }

    @Test
    void givenAnOriginThatDoesNotExist_thenItIsSaidWithTheNearest() {
        var policy = policy(rule("found", Decision.DENY, "'tool:mail.raed' in origin(args.to)", PAY));

        assertThat(review(policy, PAY))
                .singleElement()
                .asString()
                .contains("nothing comes from tool:mail.raed", "did you mean 'mail.read'?");
    }

    @Test
    void givenFactsAndWindowsThatNoRuleAsks_thenTheyAreNamed() {
        var window = new Policy.Window("x", Duration.ofDays(1), Optional.empty(), List.of(PAY));
        var rule = rule("pay", Decision.ALLOW, "facts.used.ok && window('used') < 3", PAY);
        var fact = new Policy.Fact(READ, Json.object());
        var policy = new Policy(
                "p",
                Map.of("used", fact, "unused", fact),
                Map.of("used", window, "forgotten", window),
                List.of(rule),
                List.of());

        assertThat(review(policy, PAY))
                .hasSize(2)
                .anySatisfy(words -> assertThat(words).contains("no rule asks the fact 'unused'"))
                .anySatisfy(words -> assertThat(words).contains("no rule asks the window 'forgotten'"));
    }
}
