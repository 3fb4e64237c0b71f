package dev.baton.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggerTest {
    private static final Json.Obj INPUT = Json.parse("""
            {"customerId": "${event.data.customerId}", "orderId": "${event.data.orderId}", "count": 1,
             "note": "${event.data.?note}"}""").asObject();
    private static final Json EVENT = Json.parse("""
            {"id": "scan-1", "type": "parcel.damaged", "data": {"customerId": "CUS-1", "orderId": "ORD-1"}}""");
    private static final Verification SIGNED = new Verification.StandardWebhooks(Verification.USUAL_TOLERANCE);
    private static final Webhook HOOK = new Webhook(SIGNED, List.of("${secret.CARRIER}"), Webhook.Form.JSON);

    private static TriggerDefinition trigger(Webhook source, Optional<String> when, Optional<String> dedupe) {
        return new TriggerDefinition("scan", source, when, dedupe, "damaged-order", INPUT);
    }

    private static TriggerDefinition usual() {
        return trigger(HOOK, Optional.of("event.type == 'parcel.damaged'"), Optional.of("${event.id}"));
    }

    private static Contract contract(String... callers) {
        return new Contract(
                new ContractId("damaged-order", 1),
                "",
                List.of(callers),
                Optional.empty(),
                true,
                Json.parse("""
                        {"type": "object", "additionalProperties": false, "required": ["customerId", "orderId", "count"],
                         "properties": {"customerId": {"type": "string", "x-trusted": true},
                           "orderId": {"type": "string"}, "count": {"type": "integer", "minimum": 1},
                           "note": {"type": "string"}}}""").asObject(),
                Json.object(),
                Map.of(),
                List.of(),
                Map.of());
    }

    private static List<String> problems(TriggerDefinition trigger, Contract contract) {
        return TriggerCheck.of(trigger, Optional.of(contract)).stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void givenAnEventThatMatters_thenItStartsTheContractWithTheInputUnderTheKey() {
        var decision = new CompiledTrigger(usual()).decide(EVENT, "msg-1");

        assertThat(decision)
                .isEqualTo(new TriggerDecision.Start(
                        "damaged-order",
                        Json.parse("{\"customerId\":\"CUS-1\",\"orderId\":\"ORD-1\",\"count\":1}")
                                .asObject(),
                        "scan-1"));
    }

    @Test
    void givenAnotherEvent_thenItIsIgnoredWithTheReason() {
        var other = EVENT.asObject().with("type", "parcel.sent");

        assertThat(new CompiledTrigger(usual()).decide(other, "msg-1"))
                .isInstanceOfSatisfying(
                        TriggerDecision.Ignore.class,
                        ignored -> assertThat(ignored.reason()).contains("'when' is false"));
    }

    @Test
    void givenNothingThatMakesTwoEventsOne_thenTheDeliveryDoes_butForStripeItsEvent() {
        var plain = trigger(HOOK, Optional.empty(), Optional.empty());
        var stripe = trigger(
                new Webhook(new Verification.Stripe(Duration.ofMinutes(5)), List.of("x"), Webhook.Form.JSON),
                Optional.empty(),
                Optional.empty());

        assertThat(key(plain)).isEqualTo("msg-1");
        assertThat(key(stripe)).isEqualTo("scan-1");
    }

    private static String key(TriggerDefinition trigger) {
        return new CompiledTrigger(trigger).decide(EVENT, "msg-1") instanceof TriggerDecision.Start start
                ? start.key()
                : "none";
    }

    @Test
    void givenAnEventThatLacksSomething_thenThePlaceInTheFileIsTold() {
        assertThat(unfit(Json.object())).isEqualTo("/when");
        assertThat(unfit(EVENT.asObject().without("id"))).isEqualTo("/dedupe");
        assertThat(unfit(EVENT.asObject().with("id", ""))).isEqualTo("/dedupe");
        assertThat(unfit(EVENT.asObject().with("id", "x".repeat(256)))).isEqualTo("/dedupe");
        assertThat(unfit(EVENT.asObject().with("id", "two\nlines"))).isEqualTo("/dedupe");
        assertThat(unfit(EVENT.asObject().with("data", Json.object()))).isEqualTo("/input");
        assertThat(unfit(Json.text("no object"))).isEqualTo("/when");
    }

    private static String unfit(Json event) {
        return new CompiledTrigger(usual()).decide(event, "msg-1") instanceof TriggerDecision.Unfit(var problems)
                ? problems.getFirst().path()
                : "fits";
    }

    @Test
    void givenASoundTrigger_thenThereIsNothingToSay() {
        assertThat(problems(usual(), contract("trigger:scan"))).isEmpty();
    }

    @Test
    void givenAContractThatDoesNotNameTheTrigger_thenItsCallersAreTold() {
        assertThat(problems(usual(), contract("role:operator")))
                .containsExactly("/start: 'trigger:scan' is not among the callers of damaged-order@1 (role:operator)");
    }

    @Test
    void givenExpressionsThatCannotBeRight_thenEachIsTold() {
        var wrong = new TriggerDefinition(
                "scan",
                HOOK,
                Optional.of("'yes'"),
                Optional.of("always the same"),
                "damaged-order",
                Json.parse("""
                        {"customerId": "${evnt.id}", "orderId": 7, "count": "${string(event.n)}", "nte": "x"}""").asObject());

        assertThat(problems(wrong, contract("trigger:scan")))
                .anySatisfy(it -> assertThat(it).contains("/when").contains("always string"))
                .anySatisfy(it -> assertThat(it).contains("/dedupe").contains("reads nothing of the event"))
                .anySatisfy(it -> assertThat(it).contains("/input").contains("evnt"));
        var types = new TriggerDefinition(
                "scan",
                HOOK,
                Optional.empty(),
                Optional.empty(),
                "damaged-order",
                wrong.input().with("customerId", "x"));
        assertThat(problems(types, contract("trigger:scan")))
                .anySatisfy(it -> assertThat(it).startsWith("/input/orderId"))
                .anySatisfy(it -> assertThat(it).isEqualTo("/input/count: gives string, but integer is needed"))
                .anySatisfy(it -> assertThat(it).startsWith("/input/nte").contains("did you mean 'note'?"));
    }

    @Test
    void givenNothingThatProvesTheSender_thenIdentitiesCannotComeFromIt_andItSpeaksForNobody() {
        var open = trigger(
                new Webhook(new Verification.None(), List.of(), Webhook.Form.JSON), Optional.empty(), Optional.empty());

        assertThat(problems(open, contract("trigger:scan")))
                .singleElement()
                .asString()
                .startsWith("/source/verify: 'customerId'");
        assertThat(open.principal().has(Principal.ACT_FOR)).isFalse();
        assertThat(usual().principal().has(Principal.ACT_FOR)).isTrue();
        assertThat(usual().principal().reference()).isEqualTo("trigger:scan");
    }

    @Test
    void givenAttributesThatNoSignatureCovers_thenNeitherIdentitiesNorKeysMayRestOnThem() {
        var binary = new Webhook(SIGNED, List.of("x"), Webhook.Form.CLOUDEVENTS_BINARY);
        var trusting = new TriggerDefinition(
                "scan",
                binary,
                Optional.empty(),
                Optional.of("${event.id}"),
                "damaged-order",
                INPUT.with("customerId", "${event.subject}"));
        var careful = new TriggerDefinition(
                "scan", binary, Optional.empty(), Optional.of("${event.data.scanId}"), "damaged-order", INPUT);

        assertThat(problems(trusting, contract("trigger:scan")))
                .hasSize(2)
                .anySatisfy(it -> assertThat(it).startsWith("/dedupe:").contains("event.data only"))
                .anySatisfy(it -> assertThat(it).startsWith("/input/customerId:"));
        assertThat(problems(careful, contract("trigger:scan"))).isEmpty();
    }

    @Test
    void givenASecretWithoutASchemeOrASchemeWithoutASecret_thenItIsRefused() {
        assertThatThrownBy(() -> new Webhook(new Verification.GitHub(), List.of(), Webhook.Form.JSON))
                .hasMessageContaining("'secret' is missing");
        assertThatThrownBy(() -> new Webhook(new Verification.None(), List.of("x"), Webhook.Form.JSON))
                .hasMessageContaining("of no use");
        assertThatThrownBy(() -> new Verification.Stripe(Duration.ofDays(1))).hasMessageContaining("at most an hour");
        assertThatThrownBy(() -> new Verification.Hmac(
                        "X Signature", Verification.Algorithm.SHA256, Verification.Encoding.HEX, ""))
                .hasMessageContaining("not the name of a header");
    }
}
