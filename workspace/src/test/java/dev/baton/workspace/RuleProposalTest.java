package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.json.Json;
import dev.baton.policy.Policy;
import dev.baton.tool.Access;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleProposalTest {
    private static final Path FILE = Path.of("policies/refunds.yaml");

    private static RuleProposal.Asked asked(String rule, Json.Obj args) {
        var tool = new ToolSpec(
                ToolName.parse("billing.refund"),
                "Refunds",
                Access.WRITE,
                Json.object("type", Json.text("object")),
                Json.object(),
                Json.object(),
                new Idempotency.None(Duration.ZERO),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Optional.empty());
        return new RuleProposal.Asked(
                rule,
                tool,
                args,
                Json.object("claims", Json.object("count", Json.number(0))),
                Json.object("orderId", Json.text("ORD-1")),
                "customer",
                "CUS-0001",
                Instant.parse("2026-01-10T12:00:00Z"));
    }

    private static String shopPolicy() throws IOException {
        return Files.readString(Draft.SHOP.resolve(FILE));
    }

    private static final Json.Obj ARGS = Json.object("orderId", Json.text("ORD-1"))
            .with("amountMinor", Json.number(8000))
            .with("currency", "EUR");

    @Test
    void givenWhatWasAsked_thenTheNewRuleStandsBeforeTheOneThatAsks_andAllowsNothingLarger() throws IOException {
        var proposal = RuleProposal.of(FILE, "refunds", shopPolicy(), asked("larger-refund", ARGS));

        var ids = proposal.policy().rules().stream().map(Policy.Rule::id).toList();
        assertThat(ids).containsSubsequence("small", "allow-refund", "larger-refund");
        assertThat(ids.indexOf("allow-refund")).isEqualTo(ids.indexOf("larger-refund") - 1);
        var rule = proposal.policy().rules().get(ids.indexOf("allow-refund"));
        assertThat(rule.decision()).isEqualTo(Policy.Decision.ALLOW);
        assertThat(rule.when())
                .contains(
                        "has(args.amountMinor) && args.amountMinor <= 8000 && has(args.currency) && args.currency == 'EUR'");
        assertThat(proposal.notes()).anyMatch(note -> note.contains("any value of orderId"));
        assertThat(proposal.policy().tests().getFirst().rule()).contains("allow-refund");
        assertThat(proposal.policy().tests().getFirst().args()).isEqualTo(ARGS);
    }

    @Test
    void givenTheDiff_whenAppliedWithPatch_thenTheFileIsTheProposedOne(@TempDir Path folder) throws Exception {
        var proposal = RuleProposal.of(FILE, "refunds", shopPolicy(), asked("larger-refund", ARGS));
        var draft = Draft.ofShop(folder.resolve("shop"));
        Files.writeString(folder.resolve("allow.patch"), proposal.diff());

        var git = new ProcessBuilder("git", "apply", "--verbose", "../allow.patch")
                .directory(draft.folder().toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(git.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(git.exitValue()).as(said).isZero();
        assertThat(draft.text(FILE.toString())).isEqualTo(proposal.text());
        assertThat(draft.problems()).isEmpty();
    }

    @Test
    void givenTextsThatWouldBreakOut_thenTheyStayTexts() throws IOException {
        var args = Json.object("note", Json.text("'] || true #\n- id: x"))
                .with("currency", "A'B")
                .with("x' || true || '", Json.number(1));
        var proposal = RuleProposal.of(FILE, "refunds", shopPolicy(), asked("larger-refund", args));

        var rule = proposal.policy().rules().stream()
                .filter(it -> it.id().equals("allow-refund"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.when()).as("nothing of it can be compared").isEmpty();
        assertThat(proposal.notes()).anyMatch(note -> note.contains("no condition"));
        assertThat(proposal.policy().tests().getFirst().args()).isEqualTo(args);
    }

    @Test
    void givenNoTestsYet_orAnIdThatIsTaken_thenBothAreMade() {
        var text =
                "kind: Policy\nname: p\nfacts: {claims: {read: a.b}}\nrules:\n- id: allow-refund\n  deny: [a.b]\n- id: ask\n  ask: [billing.refund]\n"
                        + "  when: \"args.x == 'y'\"\n  approval: {by: lead}";
        var proposal = RuleProposal.of(FILE, "p", text, asked("ask", Json.object()));

        assertThat(proposal.rule()).isEqualTo("allow-refund-2");
        assertThat(proposal.policy().rules().get(1).when()).contains("(args.x == 'y')");
        assertThat(proposal.policy().tests()).hasSize(1);
    }

    @Test
    void givenAFileThatCannotBeChangedSo_thenItSaysWhatToDo() {
        var flow = "kind: Policy\nname: p\nrules: [{id: ask, ask: [billing.refund], approval: {by: lead}}]\n";
        assertThatThrownBy(() -> RuleProposal.of(FILE, "p", flow, asked("ask", ARGS)))
                .isInstanceOf(RuleProposal.NotPossible.class)
                .hasMessageContaining("by hand")
                .hasMessageContaining("allow: [billing.refund]");
        assertThatThrownBy(() -> RuleProposal.of(FILE, "p", flow, asked("gone", ARGS)))
                .hasMessageContaining("has no rule 'gone' any more");
    }
}
