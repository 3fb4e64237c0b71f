package dev.baton.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions come from models and their values from anyone: none may hold a thread or fill the memory. */
@Timeout(60)
class BoundsTest {
    private static final Scope SCOPE = Scope.empty().withAny("list").withAny("text");
    private static final Bindings LARGE =
            Bindings.empty().with("list", numbers(10_000)).with("text", Json.text("ab".repeat(250_000)));

    private static Json numbers(int count) {
        List<Json> items = new ArrayList<>();
        for (var i = 0; i < count; i++) {
            items.add(Json.object("k", Json.number(i)).with("s", "t" + i));
        }
        return Json.array(items);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list.all(i, list.all(j, true))",
                "list.map(i, list.map(j, 1)).size() > 0",
                "list.map(i, list)",
                "list.map(i, text)",
                "list.all(i, list == list)",
                "list.all(i, list.map(j, j.s).size() > 0)",
                "list.map(i, text).join('')",
                "text.replace('', text)",
                "text.replace('a', text)",
                "text + text + text",
                "['x'].map(a, a + text).map(a, a + a).map(a, a + a)",
                "(list + list + list + list + list + list + list + list + list + list + list).size()",
                "list.map(i, {'a': list, 'b': text})",
            })
    void whatWouldTakeTooMuchFails(String source) {
        // given a long list and a long text, when an expression multiplies them, then it fails instead
        var expression = Expression.compile(source, SCOPE);
        assertThatThrownBy(() -> expression.evaluate(LARGE))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("too");
        assertThat(expression.test(LARGE)).isInstanceOf(Truth.Failed.class);
    }

    @Test
    void givenAChainThatDoublesItsValue_thenItIsRefusedWhenLoaded() {
        var source = "[1, 1]" + ".map(a, [a, a])".repeat(60);
        assertThatThrownBy(() -> Expression.compile(source, SCOPE))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void givenMacrosNestedVeryDeep_thenTheyAreRefusedWhenLoaded() {
        var source = "[1].map(a, ".repeat(30) + "1" + ")".repeat(30);
        assertThatThrownBy(() -> Expression.compile(source, SCOPE)).isInstanceOf(ExpressionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list.filter(i, i.k > 1).map(i, {'p': i.k, 'q': i.s, 'r': i.k + 1}).filter(i, i.p > 2).exists(i, i.q == 't3')",
                "list.map(a, list.filter(b, b.k == a.k).map(c, c.s))",
                "[1, 2].map(a, [a, a]).map(a, {'x': a, 'y': a})",
            })
    void ordinaryChainsArePassed(String source) {
        // given macros as people write them, when loaded, then they are not taken for an attack
        assertThatCode(() -> Expression.compile(source, SCOPE)).doesNotThrowAnyException();
    }

    @Test
    void givenALongList_thenAMacroOverItIsQuick() {
        var expression = Expression.compile("list.filter(i, i.k >= 0).map(i, i.s).size()", SCOPE);
        expression.evaluate(LARGE);
        var start = System.nanoTime();
        assertThat(expression.evaluate(LARGE)).isEqualTo(Json.number(10_000));
        // it took seconds while CEL went through all that was gathered for each item that was added
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void givenARegularExpressionMadeToBacktrack_thenItTakesNoLongerThanAnyOther() {
        var text = Json.text("a".repeat(5_000) + "!");
        var expression = Expression.compile("text.matches('^(a+)+$')", SCOPE);
        assertThat(expression.test(Bindings.empty().with("text", text))).isEqualTo(new Truth.False());
    }

    @Test
    void givenATooLongOrTooDeepSource_thenItIsRefused() {
        assertThatThrownBy(() -> Expression.compile("1" + " + 1".repeat(3_000), SCOPE))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("at most 8000");
        assertThatThrownBy(() -> Expression.compile("(".repeat(2_000) + "1" + ")".repeat(2_000), SCOPE))
                .isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> Expression.compile("[".repeat(2_000) + "1" + "]".repeat(2_000), SCOPE))
                .isInstanceOf(ExpressionException.class);
    }

    @Test
    void givenASmallRule_thenTensOfThousandsAreEvaluatedASecond() {
        var expression = Expression.compile("order.totalMinor <= 5000 && order.currency == 'EUR'", Samples.SCOPE);
        for (var i = 0; i < 20_000; i++) {
            expression.test(Samples.BINDINGS);
        }
        var start = System.nanoTime();
        for (var i = 0; i < 20_000; i++) {
            assertThat(expression.test(Samples.BINDINGS).isTrue()).isTrue();
        }
        // far from what an idle machine does (well over 200,000 a second), so that a busy one passes too
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
