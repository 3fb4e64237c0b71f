package dev.baton.workspace;

import static dev.baton.workspace.Spoiled.spoiled;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loader says about mistakes in connections. */
class ConnectionProblemsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void givenAMistake_thenItIsToldWhereAndWhat(Spoiled spoiled, @TempDir Path folder) {
        spoiled.check(folder);
    }

    static Stream<Spoiled> givenAMistake_thenItIsToldWhereAndWhat() {
        return Stream.of(
                spoiled(
                        "connections/billing.yaml",
                        "idempotency",
                        "idempotensy",
                        "connections/billing.yaml:11:5 unknown key 'idempotensy'; did you mean 'idempotency'?"),
                spoiled(
                        "connections/billing.yaml",
                        "validFor: P1D",
                        "validFor: 1 day",
                        "connections/billing.yaml:11:41 '1 day' is not a duration; write one like PT30S, PT4H or P1D"),
                spoiled(
                        "connections/billing.yaml",
                        "validFor: P1D",
                        "lookup: crm.notes",
                        "connections/billing.yaml:11:5 'match' is missing",
                        "connections/billing.yaml:11:5 'settle' is missing",
                        "connections/billing.yaml:11:5 'validFor' is missing"),
                spoiled(
                        "connections/billing.yaml",
                        "validFor: P1D",
                        "validFor: P1D, lookup: crm.notes, args: {customerId: x}, match: 'true', settle: PT10S"),
                spoiled(
                        "connections/billing.yaml",
                        ", validFor: P1D",
                        "",
                        "connections/billing.yaml:11:5 'validFor' is missing"),
                spoiled("connections/billing.yaml", "{key: Idempotency-Key, validFor: P1D}", "none"),
                spoiled(
                        "connections/billing.yaml",
                        "{key: Idempotency-Key, validFor: P1D}",
                        "nothing",
                        "connections/billing.yaml:11:5 'nothing' is not supported; so far there is only 'none'"),
                spoiled(
                        "connections/billing.yaml",
                        "{key: Idempotency-Key, validFor: P1D}",
                        "{none: true, settle: PT10S}"),
                spoiled(
                        "connections/billing.yaml",
                        "{key: Idempotency-Key, validFor: P1D}",
                        "{none: false}",
                        "connections/billing.yaml:11:19 'none' can only be true"),
                spoiled(
                        "connections/billing.yaml",
                        "{key: Idempotency-Key, validFor: P1D}",
                        "{}",
                        "connections/billing.yaml:11:5 'idempotency' is one of key, lookup and none"),
                spoiled(
                        "connections/billing.yaml",
                        "{key: Idempotency-Key, validFor: P1D}",
                        "7",
                        "connections/billing.yaml:11:5 'idempotency' should be an object but is integer"),
                spoiled(
                        "connections/billing.yaml",
                        "operation: createRefund",
                        "operation: createRefund\n    undoo: {tool: billing.cancelRefund}",
                        "connections/billing.yaml:10:5 unknown key 'undoo'; did you mean 'undo'?"),
                spoiled(
                        "connections/billing.yaml",
                        "description: Takes a refund back\n    idempotency: {key: Idempotency-Key, validFor: P1D}",
                        "effect: read",
                        "connections/billing.yaml:13:12 'billing.cancelRefund' is a read, but only a write takes something back"),
                spoiled(
                        "connections/billing.yaml",
                        "undo: {tool: billing.cancelRefund, ",
                        "undo: {",
                        "connections/billing.yaml:13:5 'tool' is missing"),
                spoiled(
                        "connections/billing.yaml",
                        "operation: createRefund",
                        "operation: createRefund\n    effect: read",
                        "connections/billing.yaml:12:5 'idempotency' is about writes, but this is declared a read",
                        "connections/billing.yaml:13:5 'once' is about writes, but this is declared a read",
                        "connections/billing.yaml:14:5 'undo' is about writes, but this is declared a read"),
                spoiled(
                        "connections/billing.yaml",
                        "operation: createRefund",
                        "operation: createRefund\n    visible: \"true\"",
                        "connections/billing.yaml:10:5 'visible' is about reads, but this is declared a write"),
                spoiled(
                        "connections/billing.yaml",
                        "operation: createRefund",
                        "operation: createRefund\n    effect: rite",
                        "connections/billing.yaml:10:5 'rite' is not one of read, write; did you mean 'write'?"),
                spoiled(
                        "connections/billing.yaml",
                        "operation: createRefund",
                        "operatoin: createRefund",
                        "connections/billing.yaml:8:3 'operation' is missing",
                        "connections/billing.yaml:9:5 unknown key 'operatoin'; did you mean 'operation'?"),
                spoiled(
                        "connections/billing.yaml",
                        "type: openapi",
                        "type: openapy",
                        "connections/billing.yaml:3:1 'openapy' is not one of openapi, mcp, sql, http, mail, calendar, java; did you mean 'openapi'?"),
                spoiled(
                        "connections/billing.yaml",
                        "type: openapi",
                        "type: 7",
                        "connections/billing.yaml:3:1 'type' should be text but is integer"),
                spoiled(
                        "connections/billing.yaml",
                        "type: openapi",
                        "type:",
                        "connections/billing.yaml:3:1 'type' should be text but is null"),
                spoiled(
                        "connections/billing.yaml",
                        "type: openapi",
                        "timeout: PT0S\ntype: openapi",
                        "connections/billing.yaml:3:1 a call needs some time"),
                spoiled(
                        "connections/billing.yaml",
                        "type: bearer",
                        "type: bearrer",
                        "connections/billing.yaml:6:8 'bearrer' is not one of bearer, basic, api-key, client-credentials, token-exchange; did you mean 'bearer'?"),
                spoiled(
                        "connections/billing.yaml",
                        "network: private",
                        "network: privat",
                        "connections/billing.yaml:5:1 'privat' is not one of public, private; did you mean 'private'?"),
                spoiled(
                        "connections/billing.yaml",
                        "${secret.BACKOFFICE_TOKEN}",
                        "tok-123",
                        "connections/billing.yaml:6:22 a token does not belong in a file; write ${secret.NAME}"),
                spoiled(
                        "connections/billing.yaml",
                        "${secret.BACKOFFICE_TOKEN}",
                        "${config.BACKOFFICE_TOKEN}",
                        "connections/billing.yaml:6:22 ${config.BACKOFFICE_TOKEN} cannot stand here, only ${secret.NAME}"),
                spoiled(
                        "connections/billing.yaml",
                        "${config.BACKOFFICE_URL}",
                        "${secret.BACKOFFICE_URL}",
                        "connections/billing.yaml:4:1 ${secret.BACKOFFICE_URL} cannot stand here, only ${config.NAME}"),
                spoiled(
                        "connections/billing.yaml",
                        "${config.BACKOFFICE_URL}",
                        "${config.BACKOFFICE_URL",
                        "connections/billing.yaml:4:1 '${' is not closed by '}'"),
                spoiled(
                        "connections/billing.yaml",
                        "refund:",
                        "re fund:",
                        "connections/billing.yaml:8:3 'billing.re fund' is not a tool name (connection.tool)"),
                spoiled(
                        "connections/billing.yaml",
                        "settle:${args.orderId}",
                        "settle:${arg.orderId}",
                        "connections/billing.yaml:12:5 unknown variable 'arg'; did you mean 'args'? (column 1)"),
                spoiled(
                        "connections/billing.yaml",
                        "settle:${args.orderId}",
                        "settle:${args.orderId",
                        "connections/billing.yaml:12:5 '${' is not closed by '}'; write $${ for a literal ${ (column 8)"),
                spoiled(
                        "connections/crm.yaml",
                        "lookup: crm.notes",
                        "lookup: crm.ntoes",
                        "connections/crm.yaml:15:7 the connection 'crm' has no tool 'ntoes'; did you mean 'notes'?"),
                spoiled(
                        "connections/crm.yaml",
                        "lookup: crm.notes",
                        "lookup: billing.refund",
                        "connections/crm.yaml:15:7 'billing.refund' is a write, but a read is needed here"),
                spoiled(
                        "connections/crm.yaml",
                        "      settle: PT10S\n",
                        "",
                        "connections/crm.yaml:14:5 'settle' is missing"),
                spoiled(
                        "connections/crm.yaml",
                        "${effect.id}",
                        "${efect.id}",
                        "connections/crm.yaml:13:5 reference: unknown variable 'efect'; did you mean 'effect'? (column 1)"),
                spoiled(
                        "connections/crm.yaml",
                        "principal.kind != 'customer'",
                        "principal.kind !=",
                        "connections/crm.yaml:10:5 the expression ends too early (column 18)"));
    }
}
