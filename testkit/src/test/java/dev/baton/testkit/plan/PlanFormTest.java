package dev.baton.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.plan.Callee;
import dev.baton.plan.PlanForm;
import dev.baton.testkit.shop.SampleShop;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFormTest {
    private static final Json.Obj FORM = PlanForm.schema(
            SampleShop.tools().stream()
                    .filter(tool -> SampleShop.agent().tools().contains(tool.name()))
                    .toList(),
            List.of(new Callee(
                    "claim",
                    SampleShop.contract().input(),
                    Set.of("customerId"),
                    SampleShop.contract().output())),
            SampleShop.contract().output());

    private static List<JsonSchema.Violation> violations(String step) {
        var plan = "{\"steps\": [" + step + "], \"output\": {\"outcome\": \"refunded\"}}";
        return JsonSchema.of(FORM).validate(Json.parse(plan));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"a\", \"tool\": \"orders.get\", \"args\": {\"orderId\": \"${input.orderId}\"}}",
                "{\"name\": \"a\", \"tool\": \"billing.refund\", \"args\": {\"orderId\": \"x\", \"amountMinor\": 7}}",
                "{\"name\": \"a\", \"tool\": \"billing.refund\", \"args\": {\"orderId\": \"x\", \"amountMinor\": \"${1}\"}, \"when\": \"true\"}",
                "{\"name\": \"a\", \"handoff\": \"claim\", \"input\": {\"orderId\": \"x\", \"wish\": \"refund\"}}",
                "{\"name\": \"a\", \"judge\": \"Is it?\", \"choices\": [\"yes\", \"no\"]}",
                "{\"name\": \"a\", \"ask\": \"requester\", \"question\": \"Why?\"}",
                "{\"name\": \"a\", \"wait\": \"PT1H\", \"needs\": [\"b\"]}",
                "{\"name\": \"a\", \"plan\": \"The rest\", \"needs\": [\"b\"]}"
            })
    void givenAStepOfTheLanguage_thenItFits(String step) {
        assertThat(violations(step)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"a\", \"tool\": \"billing.payout\", \"args\": {}}",
                "{\"name\": \"a\", \"tool\": \"orders.get\", \"args\": {}}",
                "{\"name\": \"a\", \"tool\": \"orders.get\", \"args\": {\"orderId\": \"x\", \"all\": true}}",
                "{\"name\": \"a\", \"tool\": \"billing.refund\", \"args\": {\"orderId\": \"x\", \"amountMinor\": {}}}",
                "{\"name\": \"a\", \"handoff\": \"damaged-order\", \"input\": {}}",
                "{\"tool\": \"orders.get\", \"args\": {\"orderId\": \"x\"}}"
            })
    void givenAnythingElse_thenItDoesNotFit(String step) {
        assertThat(violations(step)).isNotEmpty();
    }

    @Test
    void everyObjectIsClosedAndNothingRefersElsewhere() {
        assertClosed(FORM);
        assertThat(FORM.write()).doesNotContain("$ref", "oneOf", "allOf", "patternProperties");
    }

    private static void assertClosed(Json json) {
        switch (json) {
            case Json.Obj object -> {
                if (object.get("properties").orElse(Json.Null.INSTANCE) instanceof Json.Obj
                        && object.textAt("type").isPresent()) {
                    assertThat(object.get("additionalProperties"))
                            .as(object.write())
                            .contains(Json.bool(false));
                }
                object.members().values().forEach(PlanFormTest::assertClosed);
            }
            case Json.Arr array -> array.items().forEach(PlanFormTest::assertClosed);
            case Json other -> assertThat(other).isNotNull();
        }
    }
}
