package dev.baton.server.door.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import dev.baton.server.door.Npm;
import dev.baton.server.fake.FakePlatform;
import dev.baton.trigger.TriggerDefinition;
import dev.baton.trigger.Verification;
import dev.baton.trigger.Webhook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The npm package {@code standardwebhooks} signs what this door accepts. */
@Timeout(300)
class NpmSenderTest {
    private static final String PACKAGE = "standardwebhooks@1.1.1";
    private static final String SECRET = "whsec_dGhlIGNhcnJpZXIgc2lnbnMgd2l0aCB0aGlz";
    private static final String SENDER = """
            import { Webhook } from "standardwebhooks";
            const post = async (id, at, signedBody, body) => {
              const signature = new Webhook(process.env.SECRET).sign(id, at, signedBody);
              const answer = await fetch(process.env.HOOK, {
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
            await post("msg_1", new Date(), body, body);
            await post("msg_1", new Date(), body, body);
            await post("msg_2", new Date(), body, body.replace("ORD-1", "ORD-2"));
            await post("msg_3", new Date(Date.now() - 6 * 60 * 1000), body, body);
            """;

    @Test
    void givenThePackageOfNpm_thenWhatItSignsIsTaken_andTamperedAndOldIsNot() {
        var npm = Npm.with("webhooks-in", PACKAGE);
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
            var said = npm.run(SENDER, Map.of("SECRET", SECRET, "HOOK", server.url() + "/hooks/scan"));

            assertThat(said.lines())
                    .containsExactly("202 started", "202 repeated", "401 Unauthorized", "401 Unauthorized");
        }
    }
}
