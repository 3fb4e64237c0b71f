package dev.baton.workspace;

import static dev.baton.workspace.Spoiled.spoiled;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loader says about mistakes in policies. */
class PolicyProblemsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void givenAMistake_thenItIsToldWhereAndWhat(Spoiled spoiled, @TempDir Path folder) {
        spoiled.check(folder);
    }

    static Stream<Spoiled> givenAMistake_thenItIsToldWhereAndWhat() {
        return Stream.of(
                spoiled(
                        "policies/refunds.yaml",
                        "deny: [billing.refund, shipping.replace]",
                        "deny: [billing.refund, shipping.replac]",
                        "policies/refunds.yaml:8:28 the connection 'shipping' has no tool 'replac'; did you mean 'replace'?"),
                spoiled(
                        "policies/refunds.yaml",
                        "deny: [billing.refund, shipping.replace]",
                        "forbid: [billing.refund, shipping.replace]",
                        "policies/refunds.yaml:7:5 a rule has exactly one of allow, ask and deny",
                        "policies/refunds.yaml:8:5 unknown key 'forbid'"),
                spoiled(
                        "policies/refunds.yaml",
                        "deny: [billing.refund, shipping.replace]",
                        "deny: [billing.refund, shipping.replace]\n    allow: [crm.note]",
                        "policies/refunds.yaml:7:5 a rule has exactly one of allow, ask and deny, not 2"),
                spoiled(
                        "policies/refunds.yaml",
                        "deny: [billing.refund, shipping.replace]",
                        "deny: []",
                        "policies/refunds.yaml:8:5 the rule names no tool"),
                spoiled(
                        "policies/refunds.yaml",
                        "    approval: {by: refund-lead}\n",
                        "",
                        "policies/refunds.yaml:31:5 a rule that asks needs 'approval' with 'by': who is asked"),
                spoiled(
                        "policies/refunds.yaml",
                        "    when: \"facts.claims",
                        "    approval: {by: x}\n    when: \"facts.claims",
                        "policies/refunds.yaml:17:5 'approval' belongs to a rule that asks"),
                spoiled(
                        "policies/refunds.yaml",
                        "quorum: 1",
                        "quorum: 0",
                        "policies/refunds.yaml:30:33 a quorum is between 1 and 100 people, not 0"),
                spoiled(
                        "policies/refunds.yaml",
                        "    when: \"facts.claims",
                        "    reviewable: true\n    when: \"facts.claims",
                        "policies/refunds.yaml:17:5 only a rule that asks can be reviewable"),
                spoiled(
                        "policies/refunds.yaml",
                        "    approval: {by: refund-lead}\n",
                        "    approval: {by: refund-lead}\n    reviewable: true\n    sample: ten percent\n",
                        "policies/refunds.yaml:36:5 'ten percent' is not a share like 10 % or 2.5 %"),
                spoiled(
                        "policies/refunds.yaml",
                        "    approval: {by: refund-lead}\n",
                        "    approval: {by: refund-lead}\n    sample: 10 %\n",
                        "policies/refunds.yaml:35:5 'sample' belongs to a rule that is 'reviewable: true'"),
                spoiled("policies/refunds.yaml", "by: refund-lead, ", "", "policies/refunds.yaml:30:5 'by' is missing"),
                spoiled(
                        "policies/refunds.yaml",
                        "expires: PT4H",
                        "expires: 4h",
                        "policies/refunds.yaml:30:69 '4h' is not a duration; write one like PT30S, PT4H or P1D"),
                spoiled(
                        "policies/refunds.yaml",
                        "id: too-late",
                        "id: not-theirs",
                        "policies/refunds.yaml:11:5 another rule is called 'not-theirs' too",
                        "policies/refunds.yaml:75:29 there is no rule 'too-late'",
                        "policies/refunds.yaml:83:29 there is no rule 'too-late'"),
                spoiled(
                        "policies/refunds.yaml",
                        "because:",
                        "becuase:",
                        "policies/refunds.yaml:10:5 unknown key 'becuase'; did you mean 'because'?"),
                spoiled(
                        "policies/refunds.yaml",
                        "read: orders.get",
                        "read: billing.refund",
                        "policies/refunds.yaml:4:11 'billing.refund' is a write, but a read is needed here"),
                spoiled(
                        "policies/refunds.yaml",
                        "read: orders.claims",
                        "read: orders.claim",
                        "policies/refunds.yaml:5:12 the connection 'orders' has no tool 'claim'; did you mean 'claims'?"),
                spoiled(
                        "policies/refunds.yaml",
                        "rule: not-theirs}",
                        "rule: not-there}",
                        "policies/refunds.yaml:51:29 there is no rule 'not-there'; did you mean 'not-theirs'?"),
                spoiled(
                        "policies/refunds.yaml",
                        "verdict: deny",
                        "verdict: denied",
                        "policies/refunds.yaml:51:14 'denied' is not one of allow, ask, deny"),
                spoiled(
                        "policies/refunds.yaml",
                        "facts: {order: {",
                        "facts: {ordr: {",
                        "policies/refunds.yaml:50:15 this policy declares no fact 'ordr'; did you mean 'order'?"),
                spoiled(
                        "policies/refunds.yaml",
                        "now: \"2026",
                        "now: \"26",
                        "policies/refunds.yaml:48:7 '26-01-10T00:00:00Z' is not a time like 2026-01-10T00:00:00Z"),
                spoiled(
                        "policies/refunds.yaml",
                        "rules:   ",
                        "windows:\n  paid: {per: x, over: PT0S, tools: [billing.refund]}\nrules:   ",
                        "policies/refunds.yaml:7:18 a window is over a time that is longer than nothing"),
                spoiled(
                        "policies/refunds.yaml",
                        "rules:   ",
                        "windows:\n  paid: {per: x}\nrules:   ",
                        "policies/refunds.yaml:7:3 'over' is missing: how far back it looks, as P30D",
                        "policies/refunds.yaml:7:3 'tools' is missing: the writes that count in it"),
                spoiled(
                        "policies/refunds.yaml",
                        "      now: \"2026",
                        "      window: {paid: 4}\n      now: \"2026",
                        "policies/refunds.yaml:48:16 this policy declares no window 'paid'"),
                spoiled(
                        "policies/refunds.yaml",
                        "      now: \"2026",
                        "      origin: {orderId: [input, modle]}\n      now: \"2026",
                        "policies/refunds.yaml:48:16 no origin is 'modle'; did you mean 'model'?; there are session,"
                                + " input, definition, model, person, unknown, tool:NAME, agent:NAME and handoff:CONTRACT"),
                spoiled(
                        "policies/refunds.yaml",
                        "handoff: {input: {customerId: CUS-0001",
                        "handof: {input: {customerId: CUS-0001",
                        "policies/refunds.yaml:49:7 unknown key 'handof'; did you mean 'handoff'?"));
    }
}
