package dev.baton.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.workspace.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceReviewTest {
    @TempDir
    private Path folder = Path.of("");

    private WorkspaceReview review(Template template, String file, String old, String by) throws IOException {
        var starter = Starter.of("spoiled", template);
        for (var each : starter.files().entrySet()) {
            var path = folder.resolve(each.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, each.getValue());
        }
        var text = Files.readString(folder.resolve(file));
        assertThat(text).contains(old);
        Files.writeString(folder.resolve(file), text.replace(old, by));
        return WorkspaceReview.of(WorkspaceLoader.load(folder).workspace());
    }

    private static List<String> told(WorkspaceReview review) {
        return review.mismatches().stream().map(Object::toString).toList();
    }

    @Test
    void givenTheShop_thenNothingMismatches() {
        var review = WorkspaceReview.of(
                WorkspaceLoader.load(Path.of("../examples/shop")).workspace());

        assertThat(review.mismatches()).isEmpty();
        assertThat(review.works()).extracting(work -> work.built()).containsExactly(Choice.HYBRID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Refund the order when it is broken.",
                "When something is broken, refund the order.",
                "Confirm the order: cancel it, then write a note.",
                "Every night, look for late parcels.",
                "Please update their address."
            })
    void givenAnAssistantThatIsToldToAct_thenThatIsAMismatch(String sentence) throws IOException {
        var review = review(
                Template.ORDER_HELP,
                "assistants/help.md",
                "- You decide nothing and promise nothing.",
                "- You decide nothing.\n- " + sentence);

        assertThat(told(review))
                .hasSize(1)
                .first()
                .asString()
                .contains(sentence, "asked to do agent work", "no contract");
        assertThat(told(review).getFirst()).startsWith("assistants/help.md:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Never refund the order yourself.",
                "Tell how a refund is paid.",
                "Say when the carrier will ship the order."
            })
    void givenAnAssistantThatOnlySpeaksOfActing_thenNothingIsWrong(String sentence) throws IOException {
        var review = review(
                Template.ORDER_HELP,
                "assistants/help.md",
                "- You decide nothing and promise nothing.",
                "- " + sentence);

        assertThat(told(review)).isEmpty();
    }

    @Test
    void givenAnAssistantWithAWrite_thenThatIsAgentWork() throws IOException {
        var review = review(
                Template.REFUND, "assistants/desk.md", "tools: [orders.get]", "tools: [orders.get, billing.refund]");

        assertThat(told(review)).hasSize(1).first().asString().contains("given the write billing.refund");
    }

    @Test
    void givenAnAgentThatNobodyCalls_thenThatIsAMismatch() throws IOException {
        var review = review(
                Template.REPLACEMENT,
                "contracts/send-replacement.yaml",
                "[\"role:operator\", \"role:service\"]",
                "[\"role:auditor\", \"trigger:scan\"]");

        assertThat(told(review))
                .hasSize(1)
                .first()
                .asString()
                .contains("agents/replacements.md:", "nobody can start the agent 'replacements'", "send-replacement@1");
    }

    @Test
    void givenAnAgentWhoseAssistantDoesNotOfferTheContract_thenNobodyCallsIt() throws IOException {
        review(Template.REFUND, "contracts/refund-request.yaml", ", \"role:operator\", \"role:service\"", "");
        Files.writeString(
                folder.resolve("assistants/desk.md"),
                Files.readString(folder.resolve("assistants/desk.md"))
                        .replaceFirst("contracts: .*\n", "")
                        .replaceFirst("(?s)checks:.*starters:", "starters:"));

        var review = WorkspaceReview.of(WorkspaceLoader.load(folder).workspace());

        assertThat(told(review)).anyMatch(it -> it.contains("nobody can start the agent 'refunds'"));
    }

    @Test
    void givenAnAgentThatOnlyReads_thenAnAssistantCouldDoIt() throws IOException {
        write("agents/lookup.md", """
                ---
                kind: Agent
                name: lookup
                performs: [look]
                goal: The order is found
                tools: [orders.get]
                planner: playbook:look
                ---
                Look.
                """);
        write("contracts/look.yaml", """
                kind: Contract
                name: look
                version: 1
                callers: ["role:operator"]
                input: {type: object, required: [orderId], properties: {orderId: {type: string}}}
                output: {type: object, properties: {status: {type: string}}}
                """);
        write("playbooks/look.yaml", """
                kind: Playbook
                name: look
                steps:
                  order: {tool: orders.get, args: {orderId: "${input.orderId}"}}
                output: {}
                """);

        var review = review(Template.ORDER_HELP, "README.md", "# spoiled", "# spoiled");

        assertThat(told(review))
                .hasSize(1)
                .first()
                .asString()
                .contains("agents/lookup.md:4:1", "does what an assistant could do", "0 of 5");
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }
}
