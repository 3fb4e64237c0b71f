package dev.baton.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.console.Shown.Value;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownTest {

    private static Value shown(String json) {
        return Shown.value(Json.parse(json));
    }

    private static Shown member(String json) {
        return Shown.of(Json.parse(json).asObject()).getFirst();
    }

    @Test
    void givenMinorUnitsBesideACurrency_thenTheyAreAnAmount_withTheExactNumberKept() {
        var amount = member("{\"totalMinor\":8000,\"currency\":\"EUR\"}");

        assertThat(amount.label()).isEqualTo("Total");
        assertThat(amount.value()).isEqualTo(new Value.Amount(new Money(8000, "EUR")));
        assertThat(amount.exact()).contains("8000");
        assertThat(member("{\"amount_minor\":5,\"currency\":\"JPY\"}").label()).isEqualTo("Amount");
    }

    @Test
    void givenAnItemWithoutItsOwnCurrency_thenTheOneAroundItCounts() {
        var items = Shown.of(Json.parse("{\"items\":[{\"priceMinor\":100}],\"currency\":\"EUR\"}")
                        .asObject())
                .getFirst();

        var first = ((Value.Items) items.value()).items().getFirst();
        assertThat(((Value.Group) first).members().getFirst().value())
                .isEqualTo(new Value.Amount(new Money(100, "EUR")));
    }

    @Test
    void givenNoCurrencyOrNoWholeNumber_thenItStaysWhatItIs() {
        assertThat(member("{\"amountMinor\":8000}").value()).isEqualTo(new Value.Text("8000"));
        assertThat(member("{\"amountMinor\":8000,\"currency\":\"gold\"}").value())
                .isEqualTo(new Value.Text("8000"));
        assertThat(member("{\"amountMinor\":\"8000\",\"currency\":\"EUR\"}").value())
                .isEqualTo(new Value.Text("8000"));
    }

    @Test
    void givenATime_thenItIsATime_butNotWhatOnlyLooksLikeOne() {
        assertThat(shown("\"2026-01-10T09:00:00Z\"")).isEqualTo(new Value.Time(Instant.parse("2026-01-10T09:00:00Z")));
        assertThat(shown("\"2026-13-45T09:00:00Z\"")).isEqualTo(new Value.Text("2026-13-45T09:00:00Z"));
        assertThat(shown("\"2026-01-10\"")).isEqualTo(new Value.Text("2026-01-10"));
    }

    @Test
    void givenNothing_thenItSaysSo() {
        for (var json : new String[] {"null", "\"\"", "[]", "{}"}) {
            assertThat(shown(json)).as(json).isEqualTo(new Value.Nothing());
        }
        assertThat(shown("false")).isEqualTo(new Value.Text("no"));
        assertThat(shown("0")).isEqualTo(new Value.Text("0"));
    }

    @Test
    void givenALongListOrDeepNesting_thenThePageStaysReadable() {
        var list = IntStream.range(0, 23).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        var items = (Value.Items) shown(list);
        assertThat(items.items()).hasSize(20);
        assertThat(items.more()).isEqualTo(3);

        var deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
        assertThat(depth(shown(deep))).isLessThan(10);
        var nested = "[".repeat(40) + "]".repeat(40);
        assertThat(depth(shown(nested))).isLessThan(10);
    }

    private static int depth(Value value) {
        return switch (value) {
            case Value.Group(var members) -> 1 + depth(members.getFirst().value());
            case Value.Items(var items, var ignored) -> 1 + depth(items.getFirst());
            case Value other -> 1;
        };
    }
}
