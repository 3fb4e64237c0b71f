package dev.baton.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.StreamId;
import dev.baton.server.StoreLocation;
import dev.baton.server.fake.ApiClient;
import dev.baton.server.story.Shop;
import dev.baton.server.wiring.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shipped shop, with two services among its people, an agent that asks which part is missing, and a
 * carrier that tells what customers want.
 */
public final class DoorShop implements AutoCloseable {
    private static final Map<String, String> CHANGES = Map.of(
            "  CUS-0001: {kind: customer}\n",
            "  CUS-0001: {kind: customer}\n  till: {kind: service}\n  crane: {kind: service}\n",
            "  issue: damaged\n  wish: replacement\n",
            "  issue: \"${event.data.issue}\"\n  wish: \"${event.data.wish}\"\n",
            "  refund:\n    tool: billing.refund\n",
            """
              part:
                ask: requester
                when: "input.issue == 'missing-part'"
                question: Which part is missing?
                schema: {enum: [lid, pot]}
              refund:
                needs: [part]
                tool: billing.refund
            """);

    private final Shop shop;
    private final Path folder;

    private DoorShop(Shop shop, Path folder) {
        this.shop = shop;
        this.folder = folder;
    }

    /** @param more texts in the workspace's files to be replaced by others */
    static DoorShop open(Path folder, Map<String, String> more) throws InterruptedException {
        var changes = new LinkedHashMap<>(CHANGES);
        changes.putAll(more);
        return new DoorShop(
                new Shop(folder, workspace(folder.resolve("workspace"), changes), Optional.empty()), folder);
    }

    private static Path workspace(Path copy, Map<String, String> changes) {
        try (var files = Files.walk(Shop.workspace())) {
            for (var file : files.toList()) {
                var to = copy.resolve(Shop.workspace().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    var text = Files.readString(file);
                    for (var change : changes.entrySet()) {
                        text = text.replace(change.getKey(), change.getValue());
                    }
                    Files.writeString(to, text);
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return shop.url();
    }

    public ApiClient as(String persona) {
        return shop.as(persona);
    }

    public long effects(String operation) {
        return shop.effects(operation);
    }

    public void restart() throws InterruptedException {
        shop.restart();
    }

    /** Everything that is going on or has ended. */
    public List<StreamId> runs() {
        return shop.runs();
    }

    /** Blocks until a handoff's run has written an event of that kind. */
    public void awaitEvent(String handoff, String type) {
        try (var lines = shop.as("omar").lines("/api/runs/" + runOf(handoff) + "/events")) {
            assertThat(lines.anyMatch(line -> line.contains("\"" + type + "\"")))
                    .as(handoff + " never came to " + type)
                    .isTrue();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lena lets happen what waits for her. */
    public void approve(String handoff) {
        var approval = shop.as("omar")
                .get("/api/handoffs/" + handoff)
                .json()
                .get("needs")
                .flatMap(needs -> needs.get("approval"))
                .flatMap(needed -> needed.textAt("id"))
                .orElseThrow();
        var answer = shop.as("lena").post("/api/approvals/" + approval + "/decision", "{\"decision\":\"approve\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** The events of a handoff as they stand in the log, without what differs from run to run. */
    List<String> events(String handoff) {
        try (var log = Stores.look(new StoreLocation.Folder(folder.resolve("server")))) {
            return log.read(StreamId.of("run", runOf(handoff)), 0).stream()
                    .map(event -> event.type() + " "
                            + Masked.text(event.event().contents().orElseThrow().payload()))
                    .toList();
        }
    }

    private static String runOf(String handoff) {
        return "r-" + handoff.substring(2);
    }

    @Override
    public void close() {
        shop.close();
    }
}
