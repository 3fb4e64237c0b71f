package dev.baton.server.door.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.FakePlatform;
import dev.baton.trigger.TriggerDefinition;
import dev.baton.trigger.Verification;
import dev.baton.trigger.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The npm package {@code standardwebhooks} signs what this door accepts. Needs npm, and its registry. */
@Timeout(180)
class NpmSenderTest {
    private static final String PACKAGE = "standardwebhooks@1.1.1";
    private static final String SECRET = "whsec_dGhlIGNhcnJpZXIgc2lnbnMgd2l0aCB0aGlz";
    private static final String SENDER = """
            const { Webhook } = require("standardwebhooks");
            const [secret, url] = process.argv.slice(2);
            const post = async (id, at, signedBody, body) => {
              const signature = new Webhook(secret).sign(id, at, signedBody);
              const answer = await fetch(url, {
                method: "POST",
                headers: {
                  "content-type": "application/json",
                  "webhook-id": id,
                  "webhook-timestamp": Math.floor(at.getTime() / 1000).toString(),
                  "webhook-signature": signature,
                },
                body,
              });
              const told = await answer.json();
              console.log(answer.status, told.outcome ?? told.title);
            };
            const body = JSON.stringify({ data: { orderId: "ORD-1", note: "d\\u00e9j\\u00e0 vu \\ud83d\\ude00" } });
            (async () => {
              await post("msg_1", new Date(), body, body);
              await post("msg_1", new Date(), body, body);
              await post("msg_2", new Date(), body, body.replace("ORD-1", "ORD-2"));
              await post("msg_3", new Date(Date.now() - 6 * 60 * 1000), body, body);
            })();
            """;

    @Test
    void givenThePackageOfNpm_thenWhatItSignsIsTaken_andTamperedAndOldIsNot(@TempDir Path folder) throws Exception {
        assumeTrue(works(folder, "npm", "--version"), "there is no npm");
        assumeTrue(
                works(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE),
                "npm cannot get " + PACKAGE);
        Files.writeString(folder.resolve("send.cjs"), SENDER);
        var platform = new FakePlatform();
        var trigger = new TriggerDefinition(
                "scan",
                new Webhook(
                        new Verification.StandardWebhooks(Verification.USUAL_TOLERANCE),
                        List.of("x"),
                        Webhook.Form.JSON),
                Optional.empty(),
                Optional.empty(),
                "damaged-order",
                Json.parse("{\"orderId\": \"${event.data.orderId}\"}").asObject());
        platform.hooks = List.of(Hook.of(trigger, reference -> SECRET));
        try (var server = new FakeServer(platform)) {
            assertThat(run(folder, "node", "send.cjs", SECRET, server.url() + "/hooks/scan"))
                    .isEqualTo(Optional.of("202 started\n202 repeated\n401 Unauthorized\n401 Unauthorized\n"));
        }
    }

    private static boolean works(Path folder, String... command) throws InterruptedException {
        return run(folder, command).isPresent();
    }

    /** What it printed, when it ended well. */
    private static Optional<String> run(Path folder, String... command) throws InterruptedException {
        try {
            var output = folder.resolve("output");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0 ? Optional.of(Files.readString(output)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
