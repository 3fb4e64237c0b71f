package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @TempDir
    private Path folder;

    private Draft shop;

    @BeforeEach
    void copyTheShop() throws Exception {
        shop = Draft.ofShop(Files.createDirectory(folder.resolve("shop")));
    }

    @Test
    void givenAMisspeltFolder_thenItsDefinitionsAreNotSilentlyGone() {
        shop.write("polices/more.yaml", "kind: Policy");

        assertThat(shop.problems())
                .containsExactly("polices:1:1 'polices' is not part of a workspace; did you mean 'policies'?");
    }

    @Test
    void givenAMisspeltPeopleFile_thenItIsTold() {
        shop.write("people.yml", "kind: People");

        assertThat(shop.problems())
                .containsExactly("people.yml:1:1 'people.yml' is not part of a workspace; did you mean 'people.yaml'?");
    }

    @Test
    void givenAFileOfTheWrongForm_thenItsFormIsTold() {
        shop.write("agents/more.yaml", "kind: Agent").write("contracts/more.yml", "kind: Contract");

        assertThat(shop.problems())
                .containsExactly(
                        "agents/more.yaml:1:1 files in agents/ are Markdown with front matter (.md)",
                        "contracts/more.yml:1:1 files in contracts/ are YAML (.yaml)");
    }

    @Test
    void givenOtherThingsBesides_thenTheyMayStay() {
        shop.write("README.md", "# Hello")
                .write(".git/config", "")
                .write("agents/.refunds.md.swp", "")
                .write("drawings/agents.svg", "");

        assertThat(shop.problems()).isEmpty();
    }

    @Test
    void givenNoFolder_thenThatIsTheProblem() {
        var nowhere = folder.resolve("nowhere");

        assertThat(WorkspaceLoader.load(nowhere).problems())
                .extracting(Diagnostic::message)
                .containsExactly("there is no such folder");
    }

    @Test
    void givenAFolderWithoutDefinitions_thenItIsNoWorkspace() throws Exception {
        var empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(WorkspaceLoader.load(empty).problems())
                .extracting(Diagnostic::message)
                .containsExactly("no workspace: it has none of agents, assistants, callbacks.yaml, connections, contracts,"
                        + " knowledge, models.yaml, people.yaml, playbooks, policies, prompts, triggers");
    }

    @Test
    void givenAKnowledgeFolderThatIsALinkOutOfTheWorkspace_thenItIsRefused() throws Exception {
        Files.createSymbolicLink(
                shop.folder().resolve("knowledge/outside"), Files.createDirectory(folder.resolve("outside")));
        shop.replace("knowledge/help-center.yaml", "folder: help-center", "folder: outside");

        assertThat(shop.problems())
                .containsExactly("knowledge/help-center.yaml:3:10 the folder 'outside' leads out of the workspace");
    }
}
