package dev.baton.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.workspace.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StarterTest {
    @TempDir
    private Path folder = Path.of("");

    private Path write(Starter starter) throws IOException {
        for (var file : starter.files().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, file.getValue());
        }
        return folder;
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void givenATemplate_thenItsFilesAreSound_commented_andDoWhatTheirChoiceSays(Template template) throws IOException {
        var starter = Starter.of("my-first", template);

        var loaded = WorkspaceLoader.load(write(starter));

        assertThat(loaded.problems()).isEmpty();
        var workspace = loaded.workspace();
        assertThat(workspace.assistants().isEmpty()).isEqualTo(template.choice() == Choice.AGENT);
        assertThat(workspace.agents().isEmpty()).isEqualTo(template.choice() == Choice.ASSISTANT);
        assertThat(workspace.policies().values())
                .allSatisfy(policy -> assertThat(policy.tests()).hasSizeGreaterThan(3));
        assertThat(workspace.agents().values())
                .allSatisfy(agent -> assertThat(agent.policies()).isNotEmpty());
        var review = WorkspaceReview.of(workspace);
        assertThat(review.mismatches()).isEmpty();
        assertThat(review.works())
                .isNotEmpty()
                .allSatisfy(work ->
                        assertThat(work.workflow().assessment().choice()).isEqualTo(template.choice()));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void givenATemplate_thenNothingOfItIsLeftToFill_andNothingIsPromised(Template template) {
        Starter.of("my-first", template).files().forEach((file, text) -> {
            assertThat(text).as(file).doesNotContain("{{").endsWith("\n");
            assertThat(file).as(file).doesNotStartWith("triggers");
            if (file.endsWith(".yaml")) {
                assertThat(text.contains("#") || file.startsWith("connections/"))
                        .as(file + " has comments")
                        .isTrue();
            }
        });
        assertThat(Starter.of("my-first", template).files().get("README.md")).startsWith("# my-first\n");
    }

    @Test
    void givenAWorkflow_thenItsStarterKeepsTheAnswersAndTheReasons() throws IOException {
        var workflow =
                Workflow.of("claims", AnswerSheet.parse("yes,yes,no,no,yes,yes").complete());

        var starter = Starter.of("claims", workflow, Map.of());

        assertThat(starter.template()).isEqualTo(Template.REFUND);
        assertThat(starter.files().get("README.md"))
                .contains("Build a hybrid: 3 of 5 answers")
                .contains("- Do steps depend on each other? **Yes.**")
                .contains("## To settle first");
        assertThat(AssessmentFile.read(Path.of("a.yaml"), starter.files().getOrDefault(Starter.ASSESSMENT, ""))
                        .portfolio()
                        .workflows())
                .containsExactly(workflow);
        assertThat(WorkspaceLoader.load(write(starter)).problems()).isEmpty();
    }

    @Test
    void givenEachChoice_thenThereIsATemplateForIt() {
        for (var choice : Choice.values()) {
            assertThat(Template.usual(choice).choice()).isEqualTo(choice);
        }
    }
}
