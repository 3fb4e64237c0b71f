package dev.baton.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.callback.Answer;
import dev.baton.callback.Receivers;
import dev.baton.callback.Receivers.SigningSecret;
import dev.baton.callback.Subscription;
import dev.baton.connect.http.HostLookup;
import dev.baton.engine.CallbackSender.Message;
import dev.baton.engine.HandoffView;
import dev.baton.handoff.ContractId;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.server.door.CallbackFormat;
import dev.baton.server.door.Seal;
import dev.baton.server.door.callback.SignedFormat;
import dev.baton.server.fake.Receiver;
import dev.baton.server.fake.Receiver.Reply;
import dev.baton.testkit.SettableClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks over real HTTP: what is signed, what an answer means, and where nothing ever goes. */
class CallbackPostTest {
    private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
    private static final byte[] NEW_KEY = "a new key of 24 bytes....".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OLD_KEY = "an old key of 24 bytes...".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> SETTINGS =
            Map.of("${secret.NEW}", secret(NEW_KEY), "${secret.OLD}", secret(OLD_KEY));
    private static final List<SigningSecret> ONE = List.of(new SigningSecret("${secret.NEW}", Optional.empty()));
    private static final Seal SEAL = new Seal("a seal of more than 24 characters");

    private final SettableClock clock = new SettableClock(NOW);
    private final Receiver receiver = new Receiver();
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(receiver));

    @AfterEach
    void close() throws Exception {
        for (var it : opened) {
            it.close();
        }
    }

    private static String secret(byte[] key) {
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private CallbackPost post(HostLookup lookup, Receivers.Receiver... receivers) {
        var post = CallbackPost.open(
                new Receivers(List.of(receivers), Optional.empty()),
                text -> SETTINGS.getOrDefault(text, text),
                List.of(new SignedFormat(), new Shown()),
                Optional.of(SEAL),
                lookup,
                clock);
        opened.add(post);
        return post;
    }

    private CallbackPost toReceiver(List<SigningSecret> secrets) {
        return post(HostLookup.SYSTEM, new Receivers.Receiver("erp", receiver.origin(), secrets, true));
    }

    /** A form of another door, which shows the credentials of the caller. */
    private static final class Shown implements CallbackFormat {
        @Override
        public String word() {
            return "shown";
        }

        @Override
        public boolean isSigned() {
            return false;
        }

        @Override
        public Content content(Message message, Sending sending) {
            return new Content(
                    Map.of("Authorization", "Bearer " + sending.credentials().orElse("")), "{}");
        }
    }

    private static Message message(String url) {
        return message(new Subscription("s1", url, Subscription.STANDARD_WEBHOOKS, Optional.empty()));
    }

    private static Message message(Subscription subscription) {
        var view = new HandoffView(
                "h-1",
                "r-1",
                ContractId.parse("damaged-order@1"),
                HandoffState.WORKING,
                "Checking",
                "service:erp",
                "customer:CUS-1",
                Json.object("orderId", Json.text("ORD-1")),
                NOW,
                Optional.empty(),
                Optional.empty(),
                3);
        return new Message("h-1-3-s1", subscription, view, NOW.minusSeconds(60), 1);
    }

    private static String signature(byte[] key, Receiver.Posted posted) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var signed = posted.id() + "." + posted.headers().get("webhook-timestamp") + "." + posted.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void givenAReceiver_thenItIsPostedTheHandoffSignedWithTheTimeOfTheAttempt() throws Exception {
        assertThat(toReceiver(ONE).send(message(receiver.origin() + "/hook?for=me")))
                .isEqualTo(new Answer.Taken(204));

        var posted = receiver.posted().getFirst();
        assertThat(posted.path()).isEqualTo("/hook?for=me");
        assertThat(posted.id()).isEqualTo("h-1-3-s1");
        assertThat(posted.headers())
                .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                .containsEntry("webhook-signature", signature(NEW_KEY, posted))
                .containsEntry("content-type", "application/json");
        assertThat(posted.type()).isEqualTo("handoff.working");
        assertThat(posted.json().textAt("timestamp")).contains("2026-01-10T11:59:00Z");
        assertThat(posted.json().get("data").flatMap(data -> data.textAt("id"))).contains("h-1");
    }

    @Test
    void givenTwoSecrets_thenBothSignUntilTheOldOneEnds() throws Exception {
        var end = NOW.plus(Duration.ofDays(1));
        var post = toReceiver(List.of(ONE.getFirst(), new SigningSecret("${secret.OLD}", Optional.of(end))));

        assertThat(post.send(message(receiver.origin()))).isInstanceOf(Answer.Taken.class);
        clock.set(end);
        assertThat(post.send(message(receiver.origin()))).isInstanceOf(Answer.Taken.class);

        var both = receiver.posted().getFirst();
        assertThat(both.headers())
                .containsEntry("webhook-signature", signature(NEW_KEY, both) + " " + signature(OLD_KEY, both));
        var one = receiver.posted().getLast();
        assertThat(one.headers()).containsEntry("webhook-signature", signature(NEW_KEY, one));
    }

    @Test
    void givenNoSecretInForce_thenNothingIsSentUnsigned() throws Exception {
        var post = toReceiver(List.of(new SigningSecret("${secret.OLD}", Optional.of(NOW))));
        var message = message(receiver.origin());
        assertThat(post.objection(message.subscription()).orElse("")).contains("erp has no secret in force");
        assertThat(post.send(message)).isInstanceOf(Answer.Hopeless.class);
        assertThat(receiver.posted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200, true", "299, true", "301, false", "400, false", "404, false", "500, false", "502, false"})
    void givenAnAnswer_thenOnly2xxCounts(int status, boolean taken) throws Exception {
        receiver.replying(it -> new Reply(status, Map.of("Location", receiver.origin() + "/elsewhere")));
        var answer = toReceiver(ONE).send(message(receiver.origin() + "/hook"));
        assertThat(answer instanceof Answer.Taken).isEqualTo(taken);
        assertThat(answer instanceof Answer.Failed).isEqualTo(!taken);
        assertThat(receiver.posted()).as("redirects are not followed").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429, 120, PT2M", "503, 3, PT3S", "503, 'Sat, 10 Jan 2026 12:05:00 GMT', PT5M"})
    void givenAReceiverThatWantsToBeLeftAlone_thenItIsSaidForHowLong(int status, String header, Duration pause)
            throws Exception {
        receiver.replying(it -> new Reply(status, Map.of("Retry-After", header)));
        assertThat(toReceiver(ONE).send(message(receiver.origin())))
                .isEqualTo(new Answer.Failed("answered with " + status, Optional.of(pause)));
    }

    @Test
    void given410_thenTheReceiverIsGone() throws Exception {
        receiver.replying(it -> Reply.of(410));
        assertThat(toReceiver(ONE).send(message(receiver.origin()))).isInstanceOf(Answer.Gone.class);
    }

    @Test
    void givenAConnectionThatBreaksOrNobodyWhoListens_thenItIsTriedAgain() throws Exception {
        receiver.replying(it -> Reply.of(0));
        var post = toReceiver(ONE);
        assertThat(post.send(message(receiver.origin()))).isInstanceOf(Answer.Failed.class);
        receiver.close();
        assertThat(post.send(message(receiver.origin()))).isInstanceOf(Answer.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://[::1]/",
                "https://10.0.0.8/",
                "https://[::ffff:169.254.169.254]/",
                "https://0.0.0.0/"
            })
    void givenEveryHostAllowed_thenStillNoneOfTheOwnNetwork(String url) throws Exception {
        var post = post(HostLookup.SYSTEM, new Receivers.Receiver("all", "https://*", ONE, false));
        assertThat(post.objection(message(url).subscription())).isPresent();
        assertThat(post.send(message(url))).isInstanceOf(Answer.Hopeless.class);
    }

    @Test
    void givenWhatIsNotListed_thenItIsRefusedBeforeAnythingIsLookedUp() throws Exception {
        var post = post(
                host -> {
                    throw new AssertionError("looked up " + host);
                },
                new Receivers.Receiver("erp", "https://hooks.example.org", ONE, false));
        var message = message("https://evil.example/hooks.example.org");
        assertThat(post.objection(message.subscription()).orElse(""))
                .contains("https://evil.example", "callbacks.yaml");
        assertThat(post.send(message)).isInstanceOf(Answer.Hopeless.class);
    }

    @Test
    void givenANameThatMovesIntoTheOwnNetwork_thenItIsNotFollowedThere() throws Exception {
        var addresses = new ArrayDeque<>(List.of("93.184.216.34", "127.0.0.1", "127.0.0.1"));
        HostLookup moving = host -> List.of(address(addresses.removeFirst()));
        var url = "https://hooks.example.org:" + receiver.port() + "/";
        var post = post(moving, new Receivers.Receiver("all", "https://*:" + receiver.port(), ONE, false));

        assertThat(post.objection(message(url).subscription())).isEmpty();
        assertThat(post.send(message(url))).isInstanceOf(Answer.Hopeless.class);
        assertThat(receiver.posted()).isEmpty();
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    @Test
    void givenAnOriginThatCanBeReadOnItsWay_thenItIsForTheOwnNetworkOnly() {
        assertThatThrownBy(() ->
                        post(HostLookup.SYSTEM, new Receivers.Receiver("erp", "http://hooks.example.org", ONE, false)))
                .hasMessageContaining("https://");
    }

    @Test
    void givenCredentialsOfTheCaller_thenTheyAreShownAndNeverKeptInPlain() throws Exception {
        var closed = SEAL.seal("t0ken");
        assertThat(closed).doesNotContain("t0ken").isNotEqualTo(SEAL.seal("t0ken"));
        var subscription = new Subscription("s1", receiver.origin(), "shown", Optional.of(closed));
        var post = toReceiver(List.of());

        assertThat(post.send(message(subscription))).isInstanceOf(Answer.Taken.class);
        assertThat(receiver.posted().getFirst().headers()).containsEntry("authorization", "Bearer t0ken");

        var foreign = new Seal("another seal, as long as it").seal("t0ken");
        var other = new Subscription("s1", receiver.origin(), "shown", Optional.of(foreign));
        assertThat(post.objection(other).orElse("")).contains("cannot be opened");
        var unknown = new Subscription("s1", receiver.origin(), "telegram", Optional.empty());
        assertThat(post.objection(unknown).orElse("")).contains("no callback format 'telegram'");
    }

    @Test
    void givenASecretThatIsNone_thenItIsSaidWithoutTheText() {
        var bad = List.of(new SigningSecret("whsec_short", Optional.empty()));
        assertThatThrownBy(() -> toReceiver(bad))
                .hasMessageContaining("receiver erp")
                .hasMessageNotContaining("short");
    }
}
