package dev.baton.server.door.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.fake.Receiver;
import dev.baton.server.story.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another agent has itself told of a task, in the protocol's form and with what it gave to be shown. */
class A2aPushTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    private final Receiver receiver = new Receiver();

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Shop shop;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        var workspace = Shop.copy(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("callbacks.yaml"), """
                kind: Callbacks
                seal: "${secret.SEAL}"
                receivers:
                  agent: {origin: "%s", network: private}
                """.formatted(receiver.origin()));
        Files.writeString(folder.resolve("secrets"), "SEAL=a seal of more than twenty-four characters\n");
        shop = new Shop(folder, workspace, Optional.empty(), Optional.of(folder.resolve("secrets")));
    }

    @AfterEach
    void close() {
        shop.close();
        receiver.close();
    }

    private A2aCalls omar() {
        return new A2aCalls(shop.as("omar"));
    }

    private static Json.Obj config(String url) {
        return Json.object("id", Json.text("mine"))
                .with("url", url)
                .with("token", "task-token")
                .with(
                        "authentication",
                        Json.object("scheme", Json.text("Bearer")).with("credentials", "very-secret"));
    }

    private Json.Obj sent(String order, Json.Obj config) {
        var claim = A2aCalls.handIn("damaged-order", Shop.claim("CUS-0001", order, "refund"), "push-" + order);
        return omar().call(
                        "SendMessage",
                        Json.object("message", claim)
                                .with(
                                        "configuration",
                                        Json.object("returnImmediately", Json.bool(true))
                                                .with("taskPushNotificationConfig", config)));
    }

    @Test
    void givenAConfigWithTheMessage_thenEachStateIsPushedInOrder_withTheCallersCredentials() throws Exception {
        var id = A2aCalls.task(sent(Shop.LARGE, config(receiver.origin() + "/push")))
                .textAt("id")
                .orElseThrow();
        receiver.await(PATIENCE, posted -> !posted.isEmpty());
        omar().call("CancelTask", Json.object("id", Json.text(id)));
        var posted = receiver.await(PATIENCE, all -> all.getLast().body().contains("TASK_STATE_CANCELED"));

        for (var push : posted) {
            assertThat(push.headers().getOrDefault("content-type", "")).startsWith("application/a2a+json");
            assertThat(push.headers().get("authorization")).isEqualTo("Bearer very-secret");
            assertThat(push.headers().get("x-a2a-notification-token")).isEqualTo("task-token");
        }
        assertThat(posted.getFirst().body()).contains("\"statusUpdate\"").contains(id);
        assertThat(posted.getLast().body()).startsWith("{\"task\":").contains("\"artifactId\":\"receipt\"");
        assertThat(shop.as("omar").get("/api/handoffs/" + id + "/callbacks").text())
                .doesNotContain("very-secret")
                .doesNotContain("task-token");
    }

    @Test
    void givenConfigs_thenTheyAreListedWithoutSecrets_andDeletedOnceAndAgain() {
        var id = A2aCalls.task(sent(Shop.SMALL, config(receiver.origin() + "/push")))
                .textAt("id")
                .orElseThrow();
        var named = Json.object("taskId", Json.text(id)).with("id", "mine");

        var found = omar().call("GetTaskPushNotificationConfig", named);
        var other = omar().call(
                        "CreateTaskPushNotificationConfig",
                        named.with("id", "other").with("url", receiver.origin()));
        var listed = omar().call("ListTaskPushNotificationConfigs", Json.object("taskId", Json.text(id)));
        assertThat(found.write())
                .contains("\"id\":\"mine\"")
                .doesNotContain("secret")
                .doesNotContain("task-token");
        assertThat(A2aCalls.code(other)).isZero();
        assertThat(listed.write()).contains("\"id\":\"mine\"").contains("\"id\":\"other\"");

        for (var deleted : List.of(1, 2)) {
            assertThat(omar().call("DeleteTaskPushNotificationConfig", named).get("result"))
                    .as("time " + deleted)
                    .contains(Json.object());
        }
        assertThat(A2aCalls.code(omar().call("GetTaskPushNotificationConfig", named)))
                .isEqualTo(-32001);
    }

    @Test
    void givenAPlaceThatTheWorkspaceDoesNotList_thenNothingIsPushedThere() {
        var task = sent(Shop.SMALL, config("https://example.com/push"));

        assertThat(A2aCalls.code(task)).isEqualTo(-32602);
        assertThat(task.write()).contains("callbacks.yaml");
        assertThat(shop.as("omar").get("/.well-known/agent-card.json").text()).contains("\"pushNotifications\":true");
    }
}
