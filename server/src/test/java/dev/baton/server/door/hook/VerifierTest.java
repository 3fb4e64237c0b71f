package dev.baton.server.door.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.trigger.Verification;
import dev.baton.trigger.Verification.Algorithm;
import dev.baton.trigger.Verification.Encoding;
import dev.baton.trigger.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scheme against what its publishers say comes out, and against whoever changes a delivery. */
class VerifierTest {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** A delivery that its scheme accepts at that time. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sample(String name, Verifier verifier, Map<String, String> headers, byte[] body, Instant signedAt) {
        Verdict check(Instant now) {
            return verifier.check(delivery(headers, body), now);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Delivery delivery(Map<String, String> headers, byte[] body) {
        var all = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new Delivery(all, body);
    }

    private static Verifier verifier(Verification verification, String... secrets) {
        return Verifier.of(new Webhook(verification, List.of(secrets), Webhook.Form.JSON), secret -> secret);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The example that the libraries of Standard Webhooks are tested with. */
    private static Sample standardWebhooks() {
        return new Sample(
                "standard-webhooks",
                verifier(new Verification.StandardWebhooks(TOLERANCE), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                Map.of(
                        "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp", "1614265330",
                        "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                bytes("{\"test\": 2432232314}"),
                Instant.ofEpochSecond(1_614_265_330));
    }

    /** The example of GitHub's documentation. */
    private static Sample github() {
        return new Sample(
                "github",
                verifier(new Verification.GitHub(), "It's a Secret to Everybody"),
                Map.of(
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                bytes("Hello, World!"),
                Instant.EPOCH);
    }

    /** Computed with openssl: {@code printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test_secret_of_stripe}. */
    private static Sample stripe() {
        return new Sample(
                "stripe",
                verifier(new Verification.Stripe(TOLERANCE), "whsec_test_secret_of_stripe"),
                Map.of(
                        "Stripe-Signature",
                        "t=1700000000,v1=8fc4dd0995fa90cb76a058e24411c4e5ae580fb773ecfafdb4337a04e58587c7,v0=00"),
                bytes("{\"id\":\"evt_1\"}"),
                Instant.ofEpochSecond(1_700_000_000));
    }

    /** RFC 4231, test case 3, whose key is 20 times 0xaa; as characters that is no text, so by the bytes. */
    private static Sample rfc4231() {
        var body = new byte[50];
        java.util.Arrays.fill(body, (byte) 0xdd);
        var key = new byte[20];
        java.util.Arrays.fill(key, (byte) 0xaa);
        return new Sample(
                "hmac",
                new BodyVerifier("X-Signature", Encoding.HEX, "", Signer.ofBytes(Algorithm.SHA512, List.of(key), 16)),
                Map.of(
                        "X-Signature",
                        "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39"
                                + "bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb"),
                body,
                Instant.EPOCH);
    }

    static List<Sample> samples() {
        return List.of(standardWebhooks(), github(), stripe(), rfc4231());
    }

    static List<Sample> timed() {
        return List.of(standardWebhooks(), stripe());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givenAPublishedExample_thenItPasses(Sample sample) {
        assertThat(sample.check(sample.signedAt())).isInstanceOf(Verdict.Genuine.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givenAnySingleBitOfTheBodyFlipped_thenItNeverPasses(Sample sample) {
        for (var bit = 0; bit < sample.body().length * 8; bit++) {
            var body = sample.body().clone();
            body[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(sample.verifier().check(delivery(sample.headers(), body), sample.signedAt()))
                    .as("bit " + bit)
                    .isInstanceOf(Verdict.Refused.class);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givenAnythingChangedInTheSignedHeaders_thenItNeverPasses(Sample sample) {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++) {
            var headers = new LinkedHashMap<>(sample.headers());
            var names = List.copyOf(headers.keySet());
            var name = names.get(random.nextInt(names.size()));
            var text = new StringBuilder(headers.getOrDefault(name, ""));
            var at = random.nextInt(text.length());
            var other = (char) (33 + random.nextInt(94));
            if (Character.toLowerCase(text.charAt(at)) == Character.toLowerCase(other) || isSpare(sample, name, at)) {
                continue;
            }
            text.setCharAt(at, other);
            headers.put(name, text.toString());
            assertThat(sample.verifier().check(delivery(headers, sample.body()), sample.signedAt()))
                    .as("seed " + seed + ", " + name + ": " + text)
                    .isInstanceOf(Verdict.Refused.class);
        }
    }

    /** Behind the signature of Stripe's example stands one of another scheme, which nobody looks at. */
    private static boolean isSpare(Sample sample, String name, int at) {
        return name.equals("Stripe-Signature")
                && at >= sample.headers().getOrDefault(name, "").indexOf(",v0");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givenNoSignatureOrTwo_thenItIsRefusedAsUnsigned(Sample sample) {
        for (var name : sample.headers().keySet()) {
            var without = new LinkedHashMap<>(sample.headers());
            without.remove(name);
            assertThat(why(sample.verifier().check(delivery(without, sample.body()), sample.signedAt())))
                    .isEqualTo(Verdict.Why.UNSIGNED);
            var twice = new LinkedHashMap<String, List<String>>();
            sample.headers().forEach((other, value) -> twice.put(other, List.of(value)));
            twice.put(name, List.of(sample.headers().getOrDefault(name, ""), "x"));
            assertThat(why(sample.verifier().check(new Delivery(twice, sample.body()), sample.signedAt())))
                    .isEqualTo(Verdict.Why.UNSIGNED);
        }
    }

    @ParameterizedTest
    @MethodSource("timed")
    void givenATimeBeyondTheTolerance_thenItIsStale_andWithinItPasses(Sample sample) {
        var at = sample.signedAt();
        for (var late : List.of(TOLERANCE, TOLERANCE.negated())) {
            assertThat(sample.check(at.plus(late))).isInstanceOf(Verdict.Genuine.class);
            var beyond = late.isNegative() ? late.minusSeconds(1) : late.plusSeconds(1);
            assertThat(why(sample.check(at.plus(beyond)))).isEqualTo(Verdict.Why.STALE);
        }
    }

    @Test
    void givenASecretThatIsBeingReplaced_thenTheOldAndTheNewOnePass_andAnotherDoesNot() {
        var sample = standardWebhooks();
        var other = "whsec_" + Base64.getEncoder().encodeToString(bytes("twenty-four bytes, at least"));
        var both =
                verifier(new Verification.StandardWebhooks(TOLERANCE), other, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var gone = verifier(new Verification.StandardWebhooks(TOLERANCE), other);
        var delivery = delivery(sample.headers(), sample.body());

        assertThat(both.check(delivery, sample.signedAt()))
                .isEqualTo(new Verdict.Genuine("msg_p5jXN8AQM9LWM0D4loKWxJek"));
        assertThat(why(gone.check(delivery, sample.signedAt()))).isEqualTo(Verdict.Why.FORGED);
    }

    @Test
    void givenASenderThatSignsWithTwoSecrets_thenOneThatFitsIsEnough() {
        var sample = standardWebhooks();
        var headers = new LinkedHashMap<>(sample.headers());
        headers.compute("webhook-signature", (name, fits) -> "v1a,AAAA v1,AAAA " + fits);

        assertThat(sample.verifier().check(delivery(headers, sample.body()), sample.signedAt()))
                .isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void givenASignatureOfAnotherVersion_thenItIsForged() {
        var sample = standardWebhooks();
        var headers = new LinkedHashMap<>(sample.headers());
        headers.computeIfPresent("webhook-signature", (name, fits) -> fits.replace("v1,", "v2,"));

        assertThat(why(sample.verifier().check(delivery(headers, sample.body()), sample.signedAt())))
                .isEqualTo(Verdict.Why.FORGED);
    }

    @ParameterizedTest
    @CsvSource({"-1", "1e9", "9999999999999", "''", "0x10", "1614265330.5"})
    void givenATimeThatIsNone_thenItIsRefused(String timestamp) {
        var sample = standardWebhooks();
        var headers = new LinkedHashMap<>(sample.headers());
        headers.put("webhook-timestamp", timestamp);

        assertThat(why(sample.verifier().check(delivery(headers, sample.body()), sample.signedAt())))
                .isEqualTo(Verdict.Why.UNSIGNED);
    }

    @Test
    void givenABodyWithoutAnId_thenTheSameBodyIsTheSameDelivery_whateverElseItCarries() {
        var sample = github();
        var headers = new LinkedHashMap<>(sample.headers());
        headers.put("X-GitHub-Delivery", "another id, which is not signed");

        assertThat(sample.verifier().check(delivery(headers, sample.body()), Instant.EPOCH))
                .isEqualTo(sample.check(Instant.EPOCH));
    }

    @Test
    void givenOptions_thenAlgorithmEncodingAndPrefixAreThose() throws Exception {
        var mac = javax.crypto.Mac.getInstance("HmacSHA384");
        mac.init(new javax.crypto.spec.SecretKeySpec(bytes("a secret that is long"), "HmacSHA384"));
        var signature = mac.doFinal(bytes("{}"));
        var verifier = verifier(
                new Verification.Hmac("X-Sig", Algorithm.SHA384, Encoding.BASE64, "v="), "a secret that is long");

        assertThat(verifier.check(
                        delivery(Map.of("x-sig", "v=" + Base64.getEncoder().encodeToString(signature)), bytes("{}")),
                        Instant.EPOCH))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(verifier.check(
                        delivery(Map.of("x-sig", "v=" + HexFormat.of().formatHex(signature)), bytes("{}")),
                        Instant.EPOCH))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(verifier.check(
                        delivery(Map.of("x-sig", Base64.getEncoder().encodeToString(signature)), bytes("{}")),
                        Instant.EPOCH))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void givenSecretsOfNoUse_thenTheReasonIsTold_withoutThem() {
        assertThatThrownBy(() -> verifier(new Verification.GitHub(), "short-secret"))
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("short-secret");
        assertThatThrownBy(() -> verifier(new Verification.StandardWebhooks(TOLERANCE), "whsec_!not-base-64!"))
                .hasMessageContaining("base 64")
                .hasMessageNotContaining("not-base");
        assertThatThrownBy(() -> verifier(new Verification.StandardWebhooks(TOLERANCE), "whsec_c2hvcnQ="))
                .hasMessageContaining("at least 24");
        assertThat(github().verifier().toString()).doesNotContain("Secret");
    }

    private static Verdict.Why why(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Refused(var why, var ignored) -> why;
            case Verdict.Genuine ignored -> throw new AssertionError("it passed");
        };
    }
}
