package dev.baton.workspace;

import static dev.baton.workspace.Spoiled.spoiled;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loader says about mistakes in assistants. */
class AssistantProblemsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void givenAMistake_thenItIsToldWhereAndWhat(Spoiled spoiled, @TempDir Path folder) {
        spoiled.check(folder);
    }

    static Stream<Spoiled> givenAMistake_thenItIsToldWhereAndWhat() {
        return Stream.of(
                spoiled(
                        "assistants/support.md",
                        "tools: [orders.get, orders.list]",
                        "tools: [orders.get, orders.list, billing.refund]",
                        "assistants/support.md:5:34 'billing.refund' is a write, and an assistant never writes"),
                spoiled(
                        "assistants/support.md",
                        "tools: [orders.get, orders.list]",
                        "tools: [orders.get, orders.list, crm.ntoes]",
                        "assistants/support.md:5:34 the connection 'crm' has no tool 'ntoes'; did you mean 'notes'?"),
                spoiled(
                        "assistants/support.md",
                        "tools: [orders.get, orders.list]",
                        "tools: [orders.get, orders.list, orders]",
                        "assistants/support.md:5:34 'orders' is not a tool name (connection.tool)"),
                spoiled(
                        "assistants/support.md",
                        "tools: [orders.get, orders.list]",
                        "tools: [orders.get]",
                        "assistants/support.md:48:5 'orders.list' is not among the tools of this assistant; did you mean 'orders.get'?"),
                spoiled(
                        "assistants/support.md",
                        "contracts: [damaged-order]",
                        "contracts: [damaged-ordr]",
                        "assistants/support.md:7:13 there is no contract 'damaged-ordr'; did you mean 'damaged-order'?"),
                spoiled(
                        "assistants/support.md",
                        "contracts: [damaged-order]",
                        "contracts: [damaged-order@2]",
                        "assistants/support.md:7:13 there is no contract 'damaged-order@2'; did you mean 'damaged-order@1'?"),
                spoiled(
                        "assistants/support.md",
                        "knowledge: [help-center]",
                        "knowledge: [help-centre]",
                        "assistants/support.md:6:13 there is no knowledge 'help-centre'; did you mean 'help-center'?"),
                spoiled(
                        "assistants/support.md",
                        "memory: conversation",
                        "window: 100",
                        "assistants/support.md:2:1 a window of 100 tokens holds no conversation; it takes 1500 at least"),
                spoiled(
                        "assistants/support.md",
                        "memory: conversation",
                        "memory: forever",
                        "assistants/support.md:8:1 'forever' is not supported; so far there is only 'conversation'"),
                spoiled(
                        "assistants/support.md",
                        "  orderId:\n    read",
                        "  orderID:\n    read",
                        "assistants/support.md:10:3 no contract of this assistant has a field 'orderID'; did you mean 'orderId'?"),
                spoiled(
                        "assistants/support.md",
                        "    args: {orderId: \"${value}\"}",
                        "    args: {orderId: \"${valeu}\"}",
                        "assistants/support.md:12:5 orderId: unknown variable 'valeu'; did you mean 'value'? (column 1)"),
                spoiled(
                        "assistants/support.md",
                        "x-ask: \"Which order do",
                        "x-asks: \"Which order do",
                        "assistants/support.md:33:7 'orderId' needs an x-ask: the question that asks for it",
                        "assistants/support.md:33:58 'x-asks' is not a keyword of JSON Schema; did you mean 'x-ask'?"),
                spoiled(
                        "assistants/support.md",
                        "name: my-orders",
                        "name: where-is-my-order",
                        "assistants/support.md:41:5 another answer is called 'where-is-my-order' too"),
                spoiled(
                        "assistants/support.md",
                        "${session.customerId}",
                        "${sesion.customerId}",
                        "assistants/support.md:49:5 customerId: unknown variable 'sesion'; did you mean 'session'? (column 1)"),
                spoiled(
                        "assistants/support.md",
                        "    examples:\n      - What",
                        "    exampels:\n      - What",
                        "assistants/support.md:41:5 'examples' shows what people ask, at least one",
                        "assistants/support.md:42:5 unknown key 'exampels'; did you mean 'examples'?"),
                spoiled(
                        "assistants/support.md",
                        "---\nkind",
                        "kind",
                        "assistants/support.md:1:1 has no front matter: its first line must be ---"),
                spoiled(
                        "assistants/support.md",
                        "\n---\nYou",
                        "\nYou",
                        "assistants/support.md:1:1 the front matter does not end: a line --- is missing"));
    }
}
