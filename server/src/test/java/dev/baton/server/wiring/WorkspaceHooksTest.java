package dev.baton.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.server.story.Shop;
import dev.baton.workspace.Settings;
import dev.baton.workspace.Workspace;
import dev.baton.workspace.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of triggers before anybody delivers: which are closed and why, and which are not safe by themselves. */
class WorkspaceHooksTest {
    private static final String FILE = "triggers/carrier-scan.yaml";
    private static final Settings WITHOUT = Settings.of(Map.of(), Map.of());

    private static Workspace shop() {
        return WorkspaceLoader.load(Shop.workspace()).orThrow();
    }

    @Test
    void givenTheSecret_thenTheTriggerIsOpen_andThereIsNothingToWarnOf() {
        var hooks = WorkspaceHooks.of(shop(), Settings.of(Map.of(), Map.of("CARRIER_SECRET", Shop.CARRIER_SECRET)));

        assertThat(WorkspaceHooks.warnings(shop(), hooks)).isEmpty();
        assertThat(WorkspaceHooks.form(hooks).write())
                .contains("\"status\":\"open\"", "\"path\":\"/hooks/carrier-scan\"")
                .doesNotContain(Shop.CARRIER_SECRET);
        assertThat(hooks.toString()).doesNotContain(Shop.CARRIER_SECRET);
    }

    @Test
    void givenNoSecret_thenTheTriggerIsClosed_andThePlaceAndTheNameAreTold() {
        var hooks = WorkspaceHooks.of(shop(), WITHOUT);

        assertThat(WorkspaceHooks.warnings(shop(), hooks))
                .singleElement()
                .asString()
                .startsWith(FILE + ":6:")
                .contains("closed", "503", "CARRIER_SECRET");
        assertThat(WorkspaceHooks.form(hooks).write()).contains("\"status\":\"closed\"", "\"reason\":");
    }

    @Test
    void givenASecretOfNoUse_thenTheTriggerIsClosed_andTheSecretStandsNowhere() {
        var hooks = WorkspaceHooks.of(shop(), Settings.of(Map.of(), Map.of("CARRIER_SECRET", "whsec_c2hvcnQ=")));

        assertThat(WorkspaceHooks.warnings(shop(), hooks).toString())
                .contains("at least 24")
                .doesNotContain("c2hvcnQ");
    }

    @Test
    void givenATriggerThatVerifiesNothing_thenItIsWarnedOf_alsoWithoutSettings(@TempDir Path folder)
            throws IOException {
        for (var part : new String[] {"triggers", "contracts", "agents"}) {
            Files.createDirectories(folder.resolve(part));
        }
        Files.writeString(folder.resolve("contracts/note.yaml"), """
                kind: Contract
                name: note
                version: 1
                callers: ["trigger:scan"]
                input: {type: object, properties: {text: {type: string}}}
                output: {type: object}
                """);
        Files.writeString(folder.resolve("agents/clerk.md"), """
                ---
                kind: Agent
                name: clerk
                performs: [note]
                goal: It is noted
                tools: []
                planner: model
                ---
                Note it.
                """);
        Files.writeString(folder.resolve("triggers/scan.yaml"), """
                kind: Trigger
                name: scan
                source: {type: webhook, verify: none}
                start: note
                input: {text: "${event.text}"}
                """);

        var check = WorkspaceCheck.offline(folder);

        assertThat(check.problems()).isEmpty();
        assertThat(check.warnings())
                .singleElement()
                .asString()
                .startsWith("triggers/scan.yaml:3:")
                .contains("nothing proves who sends this");
    }
}
