package dev.baton.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static String canonical(String text) {
        return new String(Json.parse(text).canonical(), StandardCharsets.UTF_8);
    }

    @Test
    void givenMembersInAnyOrder_thenTheCanonicalFormIsOne() {
        assertThat(canonical("{\"b\": 1.0, \"a\": [true, null, \"\\u000f\\u20ac/\"]}"))
                .isEqualTo("{\"a\":[true,null,\"\\u000f€/\"],\"b\":1}");
        assertThat(Digest.of(Json.parse("{\"a\":1,\"b\":2}")))
                .isEqualTo(Digest.of(Json.parse("{\"b\":2.0,\"a\":1e0}")));
    }

    @ParameterizedTest
    @CsvSource({
        "1e21, 1e+21",
        "1e20, \"100000000000000000000\"",
        "0.000001, 0.000001",
        "0.0000001, 1e-7",
        "333333333.33333329, 333333333.3333333",
        "4.50, 4.5",
        "2e-3, 0.002",
        "-0.0, 0",
        "5e-324, 5e-324",
        "9007199254740993, \"9007199254740993\""
    })
    void numbersAreSpelledAsEcmaScriptSpellsThem(String text, String canonical) {
        // given a JSON number, when written canonically, then RFC 8785 tells the spelling
        assertThat(canonical(text)).isEqualTo(canonical);
    }

    @Test
    void givenAnIntegerBeyondDoubles_thenItIsKeptAsText() {
        assertThat(Json.parse("9007199254740993")).isEqualTo(Json.text("9007199254740993"));
        assertThatThrownBy(() -> new Json.Whole(1L << 53)).hasMessageContaining("beyond 2^53");
    }

    @Test
    void givenTextThatIsNotJson_thenTheErrorSaysWhere() {
        assertThatThrownBy(() -> Json.parse("{\n  \"a\": tru\n}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Json.parse("{} {}")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\"a\":2}")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(500))).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.parse("")).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                1e15,
                9007199254740992.0,
                9007199254740994.0,
                1.5e16,
                1e20,
                -1e20,
                1.2345678901234567e20,
                1e21,
                -1.7e308
            })
    void givenALargeNumber_thenItsCanonicalFormReadsBackAsTheSameValue(double number) {
        // given whatever a sum or a system may answer, what is hashed today is what verifies tomorrow
        var json = Json.number(number);
        assertThat(Json.parse(new String(json.canonical(), StandardCharsets.UTF_8)))
                .isEqualTo(json);
    }

    @Test
    void givenAnyDouble_thenItsCanonicalFormReadsBackAsTheSameValue() {
        for (var seed = 0L; seed < 20_000; seed++) {
            var number = Double.longBitsToDouble(new SplittableRandom(seed).nextLong());
            if (Double.isFinite(number)) {
                var json = Json.number(number);
                assertThat(Json.parse(new String(json.canonical(), StandardCharsets.UTF_8)))
                        .as("seed %d", seed)
                        .isEqualTo(json);
            }
        }
    }

    @Test
    void givenHalfOfACharacter_thenItIsReplacedAtOnceAndNotOnlyWhenStored() {
        var json = Json.parse("{\"\\ud800\":\"a\\udc00b\\ud83d\\ude00\"}");
        assertThat(json).isEqualTo(Json.object("\ufffd", Json.text("a\ufffdb\ud83d\ude00")));
        assertThat(Json.parse(new String(json.canonical(), StandardCharsets.UTF_8)))
                .isEqualTo(json);
        assertThat(Digest.of(Json.text("\ud800"))).isNotEqualTo(Digest.of(Json.text("?")));
    }

    @Test
    void givenPlainValues_thenTheyReadBackTheSame() {
        var json = Json.parse("{\"n\":null,\"l\":[1,2.5,\"x\"],\"o\":{\"b\":false}}");
        assertThat(Json.of(json.toPlain())).isEqualTo(json);
        assertThat(json.toPlain()).isInstanceOf(Map.class);
    }

    @Test
    void givenAnObjectSpelledMemberByMember_thenItIsCanonical() {
        var spelled = new CanonicalObject()
                .with("a", "Gr\u00fc\u00dfe \uD83D\uDE00 \u0001\"\\\n\u2028" + "\u0002".repeat(600))
                .with("b", Json.array(Json.number(1)))
                .withSpelled("c", Json.object("x", Json.number(2)).canonical())
                .bytes();
        assertThat(Json.parse(new String(spelled, StandardCharsets.UTF_8)).canonical())
                .isEqualTo(spelled);
        assertThat(new CanonicalObject().bytes()).isEqualTo(Json.object().canonical());
        assertThatThrownBy(() -> new CanonicalObject().with("b", "").with("a", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'");
    }
}
