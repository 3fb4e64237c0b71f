package dev.baton.workspace;

import static dev.baton.workspace.Spoiled.spoiled;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loader says about mistakes in agents and playbooks. */
class AgentProblemsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void givenAMistake_thenItIsToldWhereAndWhat(Spoiled spoiled, @TempDir Path folder) {
        spoiled.check(folder);
    }

    static Stream<Spoiled> givenAMistake_thenItIsToldWhereAndWhat() {
        return Stream.of(
                spoiled(
                        "agents/refunds.md",
                        "performs: [damaged-order]",
                        "performs: []",
                        "agents/refunds.md:5:1 'performs' names the contracts that the agent carries out, at least one"),
                spoiled(
                        "agents/refunds.md",
                        "performs: [damaged-order]",
                        "performs: [damaged-orders]",
                        "agents/refunds.md:5:12 there is no contract 'damaged-orders'; did you mean 'damaged-order'?",
                        "contracts/damaged-order.yaml:2:1 no agent performs damaged-order@1"),
                spoiled(
                        "agents/refunds.md",
                        "policies: [refunds]",
                        "policies: [refund]",
                        "agents/refunds.md:8:12 there is no policy 'refund'; did you mean 'refunds'?"),
                spoiled(
                        "agents/refunds.md",
                        "playbook:settle-damage-claim",
                        "playbook:settle-damage-claims",
                        "agents/refunds.md:9:1 there is no playbook 'settle-damage-claims'; did you mean 'settle-damage-claim'?"),
                spoiled(
                        "agents/refunds.md",
                        "playbook:settle-damage-claim",
                        "modell",
                        "agents/refunds.md:9:1 'modell' is not a planner; it is playbook:NAME, model or stepwise; did you mean 'model'?"),
                spoiled(
                        "agents/refunds.md",
                        "playbook:settle-damage-claim",
                        "{model: {repair: 2, replans: 99, fallback: settle-damage-claims}}",
                        "agents/refunds.md:9:19 unknown key 'repair'; did you mean 'repairs'?",
                        "agents/refunds.md:9:30 'replans' is between 0 and 20, not 99"),
                spoiled(
                        "agents/refunds.md",
                        "playbook:settle-damage-claim",
                        "{stepwise: {fallback: settle-damage-claims}}",
                        "agents/refunds.md:9:1 there is no playbook 'settle-damage-claims'; did you mean 'settle-damage-claim'?"),
                spoiled(
                        "agents/refunds.md",
                        "planner: playbook:settle-damage-claim",
                        "planner: playbook:settle-damage-claim\nmemory: {recall: 5}",
                        "agents/refunds.md:10:1 'memory' is for agents that a model plans for (planner: model or"
                                + " stepwise); a playbook recalls nothing"),
                spoiled(
                        "agents/refunds.md",
                        "planner: playbook:settle-damage-claim",
                        "planner: model\nmemory: {recal: 5, recall: 0, within: PT1H}",
                        "agents/refunds.md:10:10 unknown key 'recal'; did you mean 'recall'?",
                        "agents/refunds.md:10:20 'recall' is between 1 and 20 requests, not 0",
                        "agents/refunds.md:10:31 'within' is a day at least (P1D), not PT1H"),
                spoiled(
                        "agents/refunds.md",
                        "autonomy: supervised",
                        "autonomy: automatic",
                        "agents/refunds.md:10:1 'automatic' is not one of shadow, propose, supervised, autonomous"),
                spoiled(
                        "agents/refunds.md",
                        "onFailure: ask",
                        "onFailure: undoo",
                        "agents/refunds.md:12:1 'undoo' is not one of undo, keep, ask; did you mean 'undo'?"),
                spoiled(
                        "agents/refunds.md",
                        "{steps: 20, writes: 5, duration: PT30M}",
                        "{steps: 0, writes: 5, cost: half a dollar, duration: PT30M}",
                        "agents/refunds.md:11:10 'steps' is between 1 and 10000, not 0",
                        "agents/refunds.md:11:31 'half a dollar' is no cost; write an amount and a currency: 0.50 USD"),
                spoiled(
                        "agents/refunds.md",
                        "duration: PT30M",
                        "duration: PT0S",
                        "agents/refunds.md:11:1 limits are positive: steps 20, writes 5, duration PT0S, retries 0"),
                spoiled(
                        "agents/refunds.md",
                        "billing.refund, ",
                        "",
                        "contracts/damaged-order.yaml:37:9 the agent 'refunds' has no tool 'billing.refund', so it could never prove 'refunded'"),
                spoiled(
                        "agents/refunds.md",
                        "goal:",
                        "goals:",
                        "agents/refunds.md:2:1 'goal' is missing",
                        "agents/refunds.md:6:1 unknown key 'goals'; did you mean 'goal'?"),
                spoiled(
                        "agents/refunds.md",
                        "tools: [orders.get",
                        "tools: [ordersget",
                        "agents/refunds.md:7:9 'ordersget' is not a tool name (connection.tool)"),
                spoiled(
                        "playbooks/settle-damage-claim.yaml",
                        "tool: billing.refund",
                        "tool: billing.refunds",
                        "playbooks/settle-damage-claim.yaml:16:5 the connection 'billing' has no tool 'refunds'; did you mean 'refund'?"),
                spoiled(
                        "playbooks/settle-damage-claim.yaml",
                        "needs:",
                        "need:",
                        "playbooks/settle-damage-claim.yaml:25:5 unknown key 'need'; did you mean 'needs'?"),
                spoiled(
                        "playbooks/settle-damage-claim.yaml",
                        "  note:",
                        "  no te:",
                        "playbooks/settle-damage-claim.yaml:23:3 'no te' is not a step name (a letter, then letters, digits or _)"),
                spoiled(
                        "playbooks/settle-damage-claim.yaml",
                        "tool: crm.note",
                        "tol: crm.note",
                        "playbooks/settle-damage-claim.yaml:23:3 the step has none of tool, judge, ask, handoff, wait, plan",
                        "playbooks/settle-damage-claim.yaml:24:5 unknown key 'tol'; did you mean 'tool'?"),
                spoiled(
                        "playbooks/settle-damage-claim.yaml",
                        "  note:",
                        "  pause: {wait: two days}\n  note:",
                        "playbooks/settle-damage-claim.yaml:23:11 'two days' is neither a duration like PT2H or P3D nor 'until EXPRESSION'"),
                spoiled(
                        "playbooks/settle-damage-claim.yaml",
                        "  note:",
                        "  child: {handoff: damaged-orders, input: {}}\n  note:",
                        "playbooks/settle-damage-claim.yaml:23:11 there is no contract 'damaged-orders'; did you mean 'damaged-order'?"),
                spoiled(
                        "playbooks/settle-damage-claim.yaml",
                        "  note:",
                        "  both: {ask: requester, wait: PT1H}\n  note:",
                        "playbooks/settle-damage-claim.yaml:23:3 the step is only one of ask, wait"));
    }
}
