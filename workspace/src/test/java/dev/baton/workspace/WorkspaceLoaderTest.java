package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.handoff.ContractId;
import dev.baton.workspace.LoadedWorkspace.WorkspaceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceLoaderTest {
    private static final String CONTRACT = "contracts/damaged-order.yaml";
    private static final String AGENT = "agents/refunds.md";

    @TempDir
    private Path folder;

    private Draft shop;

    @BeforeEach
    void copyTheShop() {
        shop = Draft.ofShop(folder);
    }

    @Test
    void givenSeveralBadFiles_thenNoneHidesTheOthers() {
        shop.replace("connections/billing.yaml", "type: openapi", "type: ]")
                .replace("policies/refunds.yaml", "quorum: 1", "quorum: 0")
                .replace("people.yaml", "roles", "rolls");

        assertThat(shop.problems())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("connections/billing.yaml:3:7 not valid YAML"),
                        second -> assertThat(second).startsWith("people.yaml:3:10 unknown key 'rolls'"),
                        third -> assertThat(third).startsWith("policies/refunds.yaml:30:33 a quorum"));
        var workspace = shop.load().workspace();
        assertThat(workspace.agents()).containsKey("refunds");
        assertThat(workspace.connections()).doesNotContainKey("billing").containsKey("crm");
        assertThat(workspace.policies()).isEmpty();
    }

    @Test
    void givenProblems_thenNobodyGetsTheWorkspaceByMistake() {
        shop.replace("people.yaml", "roles", "rolls");

        assertThatThrownBy(() -> shop.load().orThrow())
                .isInstanceOf(WorkspaceException.class)
                .hasMessage("people.yaml:3:10 unknown key 'rolls'; did you mean 'roles'?");
    }

    @Test
    void versionsOfAContractStandSideBySide() {
        shop.write("contracts/damaged-order-2.yaml", shop.text(CONTRACT).replace("version: 1", "version: 2"))
                .replace(AGENT, "performs: [damaged-order]", "performs: [damaged-order@1, damaged-order]");

        var workspace = shop.load().orThrow();

        assertThat(workspace.contract("damaged-order").orElseThrow().id())
                .isEqualTo(new ContractId("damaged-order", 2));
        assertThat(workspace.contract("damaged-order@1").orElseThrow().id().version())
                .isEqualTo(1);
        assertThat(workspace.contract("damaged-order@3")).isEmpty();
        assertThat(workspace.performer(new ContractId("damaged-order", 1))).isPresent();
    }

    @Test
    void givenAVersionThatNobodyPerforms_thenItIsTold() {
        shop.write("contracts/damaged-order-2.yaml", shop.text(CONTRACT).replace("version: 1", "version: 2"));

        assertThat(shop.problems()).containsExactly(CONTRACT + ":2:1 no agent performs damaged-order@1");
    }

    @Test
    void givenTheSameVersionTwice_thenItIsTold() {
        shop.write("contracts/other.yaml", shop.text(CONTRACT));

        assertThat(shop.problems())
                .containsExactly("contracts/other.yaml:2:1 'damaged-order@1' is already the name of " + CONTRACT
                        + "; names are unique");
    }

    @Test
    void givenTwoAgentsForOneContract_thenItIsTold() {
        shop.write("agents/second.md", shop.text(AGENT).replace("name: refunds", "name: second"));

        assertThat(shop.problems())
                .containsExactly(CONTRACT + ":2:1 more than one agent performs damaged-order@1: refunds, second");
    }

    @Test
    void givenAMarkdownFile_thenItsBodyIsTheInstructions() {
        var workspace = shop.load().orThrow();

        assertThat(workspace
                        .performer(new ContractId("damaged-order", 1))
                        .orElseThrow()
                        .instructions())
                .startsWith("Look the order up first.")
                .endsWith("need no step.");
    }

    @Test
    void givenWindowsLinesAndAByteOrderMark_thenTheyMakeNoDifference() {
        var before = shop.load().orThrow();
        shop.write(AGENT, "\uFEFF" + shop.text(AGENT).replace("\n", "\r\n"))
                .write(CONTRACT, "\uFEFF" + shop.text(CONTRACT).replace("\n", "\r\n"));

        var after = shop.load().orThrow();

        assertThat(after.agents()).isEqualTo(before.agents());
        assertThat(after.contracts()).isEqualTo(before.contracts());
    }

    @Test
    void givenAFileThatIsNotText_thenItIsTold() throws Exception {
        Files.write(folder.resolve(CONTRACT), "name: Größe".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(shop.problems()).containsExactly(CONTRACT + ":1:1 not UTF-8 text");
    }

    @Test
    void whatConnectionsNeedIsToldByPlace() {
        var workspace = shop.load().orThrow();
        var settings = Settings.of(Map.of("BACKOFFICE_URL", "http://localhost:1"), Map.of());

        assertThat(workspace.unresolved(settings))
                .extracting(Diagnostic::toString)
                .hasSize(4)
                .first()
                .isEqualTo("connections/billing.yaml:6:22 ${secret.BACKOFFICE_TOKEN} has no value; set BACKOFFICE_TOKEN"
                        + " in the environment or in the secret file");
    }

    @Test
    void laterProblemsFindTheirPlaceToo() {
        var sources = shop.load().orThrow().sources();

        assertThat(sources.diagnostic(DefinitionKind.POLICY, "refunds", "/rules/1/when", "no")
                        .toString())
                .isEqualTo("policies/refunds.yaml:13:5 no");
        assertThat(sources.diagnostic(DefinitionKind.CONTRACT, "damaged-order@1", "/output/nowhere", "no")
                        .toString())
                .isEqualTo(CONTRACT + ":29:1 no");
        assertThatThrownBy(() -> sources.file(DefinitionKind.AGENT, "nobody")).hasMessage("there is no Agent 'nobody'");
    }

    @Test
    void theDigestChangesWithTheFiles() {
        var before = shop.load().orThrow().sources().digest();
        assertThat(shop.load().orThrow().sources().digest()).isEqualTo(before);

        shop.replace(AGENT, "steps: 20", "steps: 21");

        assertThat(shop.load().orThrow().sources().digest()).isNotEqualTo(before);
    }
}
