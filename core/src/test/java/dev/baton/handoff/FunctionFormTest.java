package dev.baton.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A contract as the function that a provider's model is offered. */
class FunctionFormTest {
    private static final Json.Obj INPUT = Json.parse("""
            {"type": "object", "additionalProperties": false, "required": ["customerId", "orderId", "wish"],
             "properties": {
               "customerId": {"type": "string", "x-trusted": true},
               "orderId": {"type": "string", "pattern": "^ORD-[0-9]{6}$", "x-ask": "Which order is it?"},
               "wish": {"enum": ["refund", "replacement"], "x-words": {"refund": ["money back"]}},
               "photos": {"type": "array", "items": {"type": "string", "format": "uri"}}}}""").asObject();

    private static final Contract CONTRACT = new Contract(
            new ContractId("damaged-order", 1),
            "Something arrived broken",
            List.of("role:service"),
            Optional.empty(),
            true,
            INPUT,
            Json.object("type", Json.text("object")),
            Map.of(),
            List.of("My order arrived damaged"),
            Map.of());

    @Test
    void givenAContract_thenAModelIsNotAskedForIdentity_andOurOwnWordsStayHere() {
        var schema = CallSchema.withoutIdentity(CONTRACT);

        assertThat(schema.write())
                .doesNotContain("customerId")
                .doesNotContain("x-")
                .contains("\"description\":\"Which order is it?\"")
                .contains("\"enum\":[\"refund\",\"replacement\"]");
        assertThat(schema.get("required")).contains(Json.texts(List.of("orderId", "wish")));
    }

    @Test
    void givenWhoMayActForOthers_thenTheyAreAskedWhomItIsFor() {
        assertThat(CallSchema.of(CONTRACT).get("required"))
                .contains(Json.texts(List.of("customerId", "orderId", "wish")));
    }

    @Test
    void givenTheSchemaOfACall_thenItTakesWhatTheContractTakes_andRefusesWhatItRefuses() {
        var schema = JsonSchema.of(CallSchema.of(CONTRACT));
        var sound = Json.parse("{\"customerId\":\"CUS-1\",\"orderId\":\"ORD-100234\",\"wish\":\"refund\"}")
                .asObject();

        assertThat(schema.validate(sound)).isEmpty();
        assertThat(schema.validate(sound.with("wish", "money"))).isNotEmpty();
        assertThat(schema.validate(sound.with("more", "x"))).isNotEmpty();
    }

    @Test
    void givenEachProvider_thenTheFunctionHasItsForm() {
        var openai = FunctionForm.OPENAI.of(CONTRACT);
        var anthropic = FunctionForm.ANTHROPIC.of(CONTRACT);
        var gemini = FunctionForm.GEMINI.of(CONTRACT);

        assertThat(openai.textAt("type")).contains("function");
        assertThat(openai.get("function").flatMap(it -> it.textAt("name"))).contains("damaged_order");
        assertThat(openai.get("function").flatMap(it -> it.get("parameters")))
                .contains(CallSchema.withoutIdentity(CONTRACT));
        assertThat(anthropic.get("input_schema")).contains(CallSchema.withoutIdentity(CONTRACT));
        assertThat(gemini.get("parameters").orElseThrow().write())
                .doesNotContain("additionalProperties")
                .doesNotContain("\"format\":\"uri\"")
                .contains("\"wish\":{\"enum\":[\"refund\",\"replacement\"],\"type\":\"string\"}");
        assertThat(List.of(anthropic, gemini))
                .allSatisfy(it -> assertThat(it.textAt("description").orElseThrow())
                        .contains("Something arrived broken")
                        .contains("My order arrived damaged"));
    }
}
