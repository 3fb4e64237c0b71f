package dev.baton.workspace;

import static dev.baton.workspace.Spoiled.spoiled;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loader says about mistakes in any file. */
class DefinitionProblemsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void givenAMistake_thenItIsToldWhereAndWhat(Spoiled spoiled, @TempDir Path folder) {
        spoiled.check(folder);
    }

    static Stream<Spoiled> givenAMistake_thenItIsToldWhereAndWhat() {
        return Stream.of(
                spoiled(
                        "connections/billing.yaml",
                        "kind: Connection",
                        "kind: Policy",
                        "connections/billing.yaml:1:1 a Policy lives in policies/; connections/ holds 'Connection'"),
                spoiled(
                        "connections/billing.yaml",
                        "kind: Connection",
                        "kind: Conection",
                        "connections/billing.yaml:1:1 unknown kind 'Conection'; connections/ holds 'Connection'"),
                spoiled(
                        "connections/billing.yaml",
                        "kind: Connection\n",
                        "",
                        "connections/billing.yaml:1:1 'kind' is missing"),
                spoiled(
                        "agents/refunds.md",
                        "kind: Agent",
                        "kind: Assistant",
                        "agents/refunds.md:2:1 a Assistant lives in assistants/; agents/ holds 'Agent'"),
                spoiled(
                        "people.yaml",
                        "kind: People",
                        "kind: Person",
                        "people.yaml:1:1 unknown kind 'Person'; people.yaml holds 'People'"),
                spoiled(
                        "connections/billing.yaml",
                        "name: billing",
                        "name: Billing",
                        "connections/billing.yaml:2:1 'Billing' is not a name (small letters, digits, dashes)"),
                spoiled(
                        "connections/billing.yaml",
                        "name: billing",
                        "name: crm",
                        "agents/refunds.md:7:70 there is no connection 'billing'",
                        "connections/billing.yaml:13:12 there is no connection 'billing'",
                        "connections/crm.yaml:2:1 'crm' is already the name of connections/billing.yaml; names are unique",
                        "contracts/damaged-order.yaml:37:9 there is no connection 'billing'",
                        "playbooks/settle-damage-claim.yaml:16:5 there is no connection 'billing'",
                        "policies/refunds.yaml:8:12 there is no connection 'billing'"),
                spoiled(
                        "connections/billing.yaml",
                        "name: billing",
                        "name: bill",
                        "agents/refunds.md:7:70 there is no connection 'billing'",
                        "connections/billing.yaml:13:12 there is no connection 'billing'",
                        "contracts/damaged-order.yaml:37:9 there is no connection 'billing'",
                        "playbooks/settle-damage-claim.yaml:16:5 there is no connection 'billing'",
                        "policies/refunds.yaml:8:12 there is no connection 'billing'"),
                spoiled(
                        "connections/billing.yaml",
                        "name: billing\n",
                        "",
                        "connections/billing.yaml:1:1 'name' is missing"),
                spoiled(
                        "connections/billing.yaml",
                        "type: openapi",
                        "type: openapi\ntype: openapi",
                        "connections/billing.yaml:4:1 'type' is here twice"),
                spoiled(
                        "connections/billing.yaml",
                        "type: openapi",
                        "type: [openapi",
                        "connections/billing.yaml:4:4 not valid YAML: expected ',' or ']', but got :"),
                spoiled(
                        "connections/billing.yaml",
                        "type: openapi",
                        "type: !!java.net.URL openapi",
                        "connections/billing.yaml:3:7 the tag tag:yaml.org,2002:java.net.URL is not supported"),
                spoiled(
                        "knowledge/help-center.yaml",
                        "folder: help-center",
                        "folder: help-centre",
                        "knowledge/help-center.yaml:3:10 there is no folder knowledge/help-centre (it stands next to this file)"),
                spoiled(
                        "knowledge/help-center.yaml",
                        "folder: help-center",
                        "folder: ../../..",
                        "knowledge/help-center.yaml:3:10 the folder '../../..' leads out of the workspace"),
                spoiled(
                        "knowledge/help-center.yaml",
                        "folder: help-center",
                        "foldr: help-center",
                        "knowledge/help-center.yaml:3:1 'folder' is missing",
                        "knowledge/help-center.yaml:3:10 unknown key 'foldr'; did you mean 'folder'?"),
                spoiled(
                        "knowledge/help-center.yaml",
                        "visibleTo: [everyone]",
                        "visibleTo: []",
                        "knowledge/help-center.yaml:4:1 'visibleTo' says who may read it: roles, kinds of principals or everyone"),
                spoiled(
                        "people.yaml",
                        "roles: [operator]",
                        "role: [operator]",
                        "people.yaml:4:10 unknown key 'role'; did you mean 'roles'?"),
                spoiled(
                        "people.yaml",
                        "kind: customer}",
                        "kind: customer, roles: [operator]}",
                        "people.yaml:5:30 a customer has no roles"),
                spoiled(
                        "people.yaml",
                        "kind: customer}",
                        "kind: agent}",
                        "people.yaml:5:14 'agent' is not one of person, customer, service"),
                spoiled(
                        "people.yaml",
                        "people:\n",
                        "ldap: {claim: groups}\npeople:\n",
                        "people.yaml:2:1 unknown key 'ldap'"));
    }
}
