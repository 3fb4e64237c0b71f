package dev.baton.workspace;

import static dev.baton.workspace.Spoiled.spoiled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.trigger.Verification;
import dev.baton.trigger.Verification.Algorithm;
import dev.baton.trigger.Verification.Encoding;
import dev.baton.trigger.Webhook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loader reads of triggers, and what it says about mistakes in them. */
class TriggerProblemsTest {
    private static final String FILE = "triggers/carrier-scan.yaml";
    private static final String VERIFY = "verify: standard-webhooks";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void givenAMistake_thenItIsToldWhereAndWhat(Spoiled spoiled, @TempDir Path folder) {
        spoiled.check(folder);
    }

    static Stream<Spoiled> givenAMistake_thenItIsToldWhereAndWhat() {
        return Stream.of(
                spoiled(FILE, "dedupe:", "dedup:", FILE + ":8:1 unknown key 'dedup'; did you mean 'dedupe'?"),
                spoiled(
                        FILE,
                        "start: damaged-order",
                        "start: damaged-ordr",
                        FILE + ":9:1 there is no contract 'damaged-ordr'; did you mean 'damaged-order'?"),
                spoiled(
                        FILE,
                        "type: webhook",
                        "type: schedule",
                        FILE
                                + ":4:3 triggers by schedule are not supported yet, only by webhook; until they are, let what"
                                + " knows of it post to a webhook, or hand in by the API"),
                spoiled(
                        FILE,
                        "name: carrier-scan ",
                        "name: carrier-scans ",
                        "contracts/damaged-order.yaml:5:65 there is no trigger 'carrier-scan'; did you mean"
                                + " 'carrier-scans'?",
                        FILE + ":9:1 'trigger:carrier-scans' is not among the callers of damaged-order@1"
                                + " (assistant:support, role:operator, role:service, trigger:carrier-scan)"),
                spoiled(
                        FILE,
                        "orderId: \"${event.data.orderId}\"",
                        "order: \"${event.data.orderId}\"",
                        FILE + ":10:1 'orderId' is missing",
                        FILE + ":12:3 unknown argument 'order'; did you mean 'orderId'?"),
                spoiled(
                        FILE,
                        "issue: damaged",
                        "issue: broken",
                        FILE + ":13:3 must be one of damaged, wrong-item, missing-part"));
    }

    @Test
    void givenAMistakeInTheSource_thenItIsTold(@TempDir Path folder) {
        assertThat(said(folder.resolve("a"), VERIFY, "verify: github-webhooks"))
                .contains("'github-webhooks' is not one of");
        assertThat(said(folder.resolve("b"), VERIFY, "verify: hmac")).contains("hmac needs to know its header");
        assertThat(said(folder.resolve("c"), VERIFY, "verify: none")).contains("'secret' is of no use");
        assertThat(said(folder.resolve("d"), "\"${secret.CARRIER_SECRET}\"", "whsec_c2VjcmV0"))
                .contains("a secret does not belong in a file")
                .doesNotContain("c2VjcmV0");
        assertThat(said(folder.resolve("e"), VERIFY, "verify: github\n  tolerance: PT1M"))
                .contains("'tolerance' is for schemes that sign a time");
        assertThat(said(folder.resolve("f"), VERIFY, VERIFY + "\n  tolerance: P1D"))
                .contains("at most an hour");
        assertThat(said(folder.resolve("g"), VERIFY, "verify: {hmac: {headr: X-Sig}}"))
                .contains("unknown key 'headr'; did you mean 'header'?");
        assertThat(said(folder.resolve("h"), VERIFY, VERIFY + "\n  form: cloudevent"))
                .contains("cloudevent");
    }

    private static String said(Path folder, String old, String by) {
        return String.join("\n", Draft.ofShop(folder).replace(FILE, old, by).problems());
    }

    @Test
    void givenEveryScheme_thenItIsRead(@TempDir Path folder) {
        assertThat(source(folder.resolve("a"), VERIFY, VERIFY + "\n  tolerance: PT1M")
                        .verification())
                .isEqualTo(new Verification.StandardWebhooks(Duration.ofMinutes(1)));
        assertThat(source(folder.resolve("b"), VERIFY, "verify: stripe").verification())
                .isEqualTo(new Verification.Stripe(Duration.ofMinutes(5)));
        assertThat(source(folder.resolve("c"), VERIFY, "verify: github").verification())
                .isEqualTo(new Verification.GitHub());
        assertThat(source(
                                folder.resolve("d"),
                                VERIFY,
                                "verify: {hmac: {header: X-Sig, algorithm: sha512, encoding: base64, prefix: \"v=\"}}")
                        .verification())
                .isEqualTo(new Verification.Hmac("X-Sig", Algorithm.SHA512, Encoding.BASE64, "v="));
        var rotated = source(
                folder.resolve("e"),
                "\"${secret.CARRIER_SECRET}\"",
                "[\"${secret.NEW}\", \"${secret.OLD}\"]\n  form: cloudevents");
        assertThat(rotated.secrets()).isEqualTo(List.of("${secret.NEW}", "${secret.OLD}"));
        assertThat(rotated.form()).isEqualTo(Webhook.Form.CLOUDEVENTS);
    }

    private static Webhook source(Path folder, String old, String by) {
        var draft = Draft.ofShop(folder).replace(FILE, old, by);
        assertThat(draft.problems()).isEmpty();
        return Optional.ofNullable(draft.load().workspace().triggers().get("carrier-scan"))
                .orElseThrow()
                .source();
    }
}
