package dev.baton.workspace;

import static dev.baton.workspace.Spoiled.spoiled;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loader says about mistakes in contracts. */
class ContractProblemsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void givenAMistake_thenItIsToldWhereAndWhat(Spoiled spoiled, @TempDir Path folder) {
        spoiled.check(folder);
    }

    static Stream<Spoiled> givenAMistake_thenItIsToldWhereAndWhat() {
        return Stream.of(
                spoiled(
                        "contracts/damaged-order.yaml",
                        "\"role:operator\"",
                        "\"agent:refund\"",
                        "contracts/damaged-order.yaml:5:32 there is no agent 'refund'; did you mean 'refunds'?"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "\"assistant:support\"",
                        "\"asistant:support\"",
                        "contracts/damaged-order.yaml:5:11 'asistant:support' is not a caller; write assistant:NAME, agent:NAME, trigger:NAME or role:NAME"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "\"assistant:support\"",
                        "\"assistant:suport\"",
                        "assistants/support.md:7:13 'assistant:support' is not among the callers of damaged-order@1 (assistant:suport, role:operator, role:service, trigger:carrier-scan)",
                        "contracts/damaged-order.yaml:5:11 there is no assistant 'suport'; did you mean 'support'?"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "\"assistant:support\", ",
                        "",
                        "assistants/support.md:7:13 'assistant:support' is not among the callers of damaged-order@1 (role:operator, role:service, trigger:carrier-scan)"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "required: [customerId, ",
                        "required: [",
                        "contracts/damaged-order.yaml:13:5 'customerId' is x-trusted, so it must be among 'required'"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "required: [customerId",
                        "required: [customer",
                        "contracts/damaged-order.yaml:11:14 'customer' is required but not among the properties; did you mean 'customerId'?",
                        "contracts/damaged-order.yaml:13:5 'customerId' is x-trusted, so it must be among 'required'"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "refunded: billing",
                        "refundd: billing",
                        "contracts/damaged-order.yaml:37:9 'refundd' is not among the values of output.properties.outcome.enum; did you mean 'refunded'?"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "refunded: billing.refund",
                        "refunded: billing.refnd",
                        "contracts/damaged-order.yaml:37:9 the connection 'billing' has no tool 'refnd'; did you mean 'refund'?"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "x-trusted: true",
                        "x-trusted: true, x-personal: yes",
                        "contracts/damaged-order.yaml:13:49 x-personal is true or false"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "x-trusted",
                        "x-trustd",
                        "contracts/damaged-order.yaml:13:32 'x-trustd' is not a keyword of JSON Schema; did you mean 'x-trusted'?"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "additionalProperties",
                        "additionalPropertys",
                        "contracts/damaged-order.yaml:10:3 'additionalPropertys' is not a keyword of JSON Schema; did you mean 'additionalProperties'?"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "type: string",
                        "type: strng",
                        "contracts/damaged-order.yaml:13:18 'strng' is not a type of JSON; did you mean 'string'?"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "        wrong-item: [",
                        "        wrong-itm: [",
                        "contracts/damaged-order.yaml:20:9 'wrong-itm' is not in the enum; did you mean 'wrong-item'?"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "^ORD-[0-9]{6}$",
                        "^ORD-[0-9{6}$",
                        "contracts/damaged-order.yaml:14:29 must be a valid regex"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "maxItems: 10",
                        "maxItems: ten",
                        "contracts/damaged-order.yaml:28:27 must be integer"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "x-trusted: true",
                        "x-trusted: \"true\"",
                        "contracts/damaged-order.yaml:13:32 x-trusted is true or false"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "  working:",
                        "  workin:",
                        "contracts/damaged-order.yaml:52:3 'workin' is not a state of a handoff; did you mean 'working'?"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "version: 1",
                        "version: 0",
                        "contracts/damaged-order.yaml:3:1 versions start at 1, not 0"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "version: 1",
                        "version: one",
                        "contracts/damaged-order.yaml:3:1 'version' should be a whole number but is string"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "confirm: true",
                        "confirm: yes",
                        "contracts/damaged-order.yaml:7:1 'confirm' should be true or false but is string"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "${input.orderId}",
                        "${input.ordrId}",
                        "contracts/damaged-order.yaml:6:1 input has no member 'ordrId'; did you mean 'orderId'? (column 6)"),
                spoiled(
                        "contracts/damaged-order.yaml",
                        "output.outcome ==",
                        "output.outcom ==",
                        "contracts/damaged-order.yaml:55:3 output has no member 'outcom'; did you mean 'outcome'? (column 7)"));
    }
}
