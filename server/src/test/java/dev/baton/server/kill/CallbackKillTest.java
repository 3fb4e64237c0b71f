package dev.baton.server.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.examples.backoffice.Backoffice;
import dev.baton.examples.backoffice.BackofficeOptions;
import dev.baton.json.Json;
import dev.baton.server.fake.Receiver;
import dev.baton.server.fake.Receiver.Posted;
import dev.baton.server.fake.Receiver.Reply;
import dev.baton.server.story.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while somebody outside is being told: they are told again under the same id, and all the rest. */
@Timeout(300)
class CallbackKillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    private final Receiver receiver = new Receiver();

    private Path workspace() throws Exception {
        var workspace = Shop.copy(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("callbacks.yaml"), """
                kind: Callbacks
                receivers:
                  erp: {origin: "%s", network: private, secrets: [{secret: "${secret.ERP}"}]}
                """.formatted(receiver.origin()));
        var key = Base64.getEncoder().encodeToString("a key of more than 24 bytes".getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("secrets"), "ERP=whsec_" + key + "\n");
        return workspace;
    }

    @Test
    void givenAServerThatIsKilledWhileItTells_whenItIsStartedAgain_thenItTellsTheSameAgainAndTheRestInOrder()
            throws Exception {
        try (receiver;
                var backoffice = Backoffice.start(BackofficeOptions.in(folder.resolve("backoffice")));
                var server = new ServerProcess(
                        workspace(),
                        List.of(
                                "--data",
                                folder.resolve("data").toString(),
                                "--secrets",
                                folder.resolve("secrets").toString()),
                        backoffice.url(),
                        folder.resolve("server.log"))) {
            var first = new AtomicBoolean(true);
            var killed = new CountDownLatch(1);
            receiver.replying(it -> {
                if (first.getAndSet(false)) {
                    kill(server);
                    killed.countDown();
                }
                return Reply.of(204);
            });
            server.start();
            var body = Json.object("input", Shop.claim("CUS-0001", Shop.SMALL, "refund"))
                    .with("callback", Json.object("url", Json.text(receiver.origin() + "/hook")));
            submit(server, body);
            assertThat(killed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

            server.start();

            var posted = receiver.await(
                    PATIENCE, all -> all.size() > 1 && all.getLast().type().equals("handoff.completed"));
            assertThat(posted.get(1).id()).isEqualTo(posted.getFirst().id());
            assertThat(posted.get(1).body()).isEqualTo(posted.getFirst().body());
            assertThat(posted.stream().skip(1).map(Posted::id)).doesNotHaveDuplicates();
        }
    }

    private static void submit(ServerProcess server, Json body) throws InterruptedException {
        try {
            server.post("/api/handoffs/damaged-order", body, "claim-1");
        } catch (IOException e) {
            // killed before it could answer; what is told was accepted all the same
        }
    }

    private static void kill(ServerProcess server) {
        try {
            server.kill();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
