package dev.baton.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.server.ServerOptions;
import dev.baton.server.StoreLocation;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.workspace.LoadedWorkspace.WorkspaceException;
import dev.baton.workspace.Settings;
import dev.baton.workspace.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool whose file does not say that it writes: only the system's own description tells. */
class AssistantWithAWriteTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void givenAnAssistantWithAnUnmarkedWrite_thenTheCheckTellsAndTheServerDoesNotStart() throws Exception {
        var shop = folder.resolve("shop");
        copy(Path.of("..", "examples", "shop"), shop);
        append(shop.resolve("connections/billing.yaml"), "  takeBack: {operation: cancelRefund}\n");
        replace(shop.resolve("assistants/support.md"), "tools: [orders.get,", "tools: [billing.takeBack, orders.get,");
        try (var backoffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")))) {
            var settings = Settings.of(
                    Map.of("BACKOFFICE_URL", backoffice.url().toString()),
                    Map.of("BACKOFFICE_TOKEN", BackofficeOptions.DEFAULT_TOKEN));

            assertThat(WorkspaceCheck.connected(shop, settings).problems())
                    .extracting(Object::toString)
                    .anyMatch(problem -> problem.startsWith("assistants/support.md:")
                            && problem.contains("billing.takeBack is a write"));
            var options = new ServerOptions(
                    ServerOptions.LOOPBACK, 0, shop, new StoreLocation.Folder(folder.resolve("data")), settings);
            assertThatThrownBy(() -> WorkspacePlatform.open(options))
                    .isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("billing.takeBack is a write");
        }
    }

    @Test
    void givenAWriteThatItsFileCallsARead_thenTheSystemRefusesItsCredentialsForReads() throws Exception {
        var shop = folder.resolve("shop");
        copy(Path.of("..", "examples", "shop"), shop);
        var crm = shop.resolve("connections/crm.yaml");
        var text = Files.readString(crm);
        Files.writeString(
                crm, text.substring(0, text.indexOf("  note:")) + "  note: {operation: addNote, effect: read}\n");
        try (var backoffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")))) {
            // the mistake is in the file, so that only the system can tell: with the one credential it does the write
            assertThat(noteWritten(shop, backoffice)).isInstanceOf(ToolResult.Done.class);
            replace(
                    crm,
                    "tools:\n",
                    "readAuth: {type: bearer, token: \"${secret.BACKOFFICE_TOKEN}-readonly\"}\ntools:\n");

            assertThat(noteWritten(shop, backoffice))
                    .isInstanceOfSatisfying(
                            ToolResult.Refused.class,
                            it -> assertThat(it.refusal()).isEqualTo(ToolResult.Refusal.FORBIDDEN));
            assertThat(notes(shop, backoffice)).containsOnlyOnce("as a read");
        }
    }

    private static ToolResult noteWritten(Path shop, Backoffice backoffice) throws Exception {
        return call(shop, backoffice, "crm.note", "{\"customerId\": \"CUS-0001\", \"text\": \"as a read\"}");
    }

    private static String notes(Path shop, Backoffice backoffice) throws Exception {
        var found = call(shop, backoffice, "crm.notes", "{\"customerId\": \"CUS-0001\"}");
        return ((ToolResult.Done) found).result().write();
    }

    private static ToolResult call(Path shop, Backoffice backoffice, String name, String args) throws Exception {
        var settings = Settings.of(
                Map.of("BACKOFFICE_URL", backoffice.url().toString()),
                Map.of("BACKOFFICE_TOKEN", BackofficeOptions.DEFAULT_TOKEN));
        try (var connections =
                WorkspaceConnections.open(WorkspaceLoader.load(shop).orThrow(), settings)) {
            var tool = connections.find(ToolName.parse(name)).orElseThrow();
            assertThat(tool.spec().isWrite()).isFalse();
            return tool.call(new ToolCall(
                    Json.parse(args).asObject(), Optional.empty(), Principal.SYSTEM, Duration.ofSeconds(20)));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, Files.readString(file) + text);
    }

    private static void replace(Path file, String old, String text) throws IOException {
        var before = Files.readString(file);
        assertThat(before).contains(old);
        Files.writeString(file, before.replace(old, text));
    }
}
