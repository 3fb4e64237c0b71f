package dev.baton.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static Json evaluate(String source) {
        return Expression.compile(source, Samples.SCOPE).evaluate(Samples.BINDINGS);
    }

    private static Truth test(String source) {
        return Expression.compile(source, Samples.SCOPE).test(Samples.BINDINGS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // integers, decimals and null are JSON's, whichever way they are written
                "1 == 1.0 | true",
                "x.a == 1.0 | true",
                "x.a < x.d | true",
                "x.a + x.d | 2.5",
                "order.price * 1.5 | 15",
                "order.price / 4 | 2",
                "order.price / 4.0 | 2.5",
                "order.totalMinor - 0.5 | 4999.5",
                "x.n | null",
                "x.n == null | true",
                "x.a == null | false",
                "has(x.n) | true",
                "x.big == '9007199254740993' | true",
                "1 in [1.0] | true",
                "2.0 in x.l | true",
                "x.l == [1, 2, 3] | true",
                "x.o == {'k': 'v'} | true",
                "x.l[1] | 2",
                "x['s'] | \"hi\"",
                "x.`s` | \"hi\"",
                // what is missing
                "has(x.none) | false",
                "x.?none.orValue(7) | 7",
                "x.?none.deeper.orValue(7) | 7",
                "x.?a.orValue(7) | 1",
                "x.?n.hasValue() | true",
                "x.l[?9].orValue(0) | 0",
                "x.?none.optMap(v, v + 1).orValue(0) | 0",
                "x.?a.optMap(v, v + 1).orValue(0) | 2",
                "[1, ?x.?none, x.?none, x.?a] | [1,1]",
                "{?'p': x.?none, 'q': x.?none, 'r': x.?a} | {\"r\":1}",
                // macros
                "x.l.map(i, i * 2) | [2,4,6]",
                "x.l.map(i, i > 1, i * 2) | [4,6]",
                "x.l.filter(i, i != 2) | [1,3]",
                "x.l.exists(i, i == 3) | true",
                "x.l.all(i, i > 1) | false",
                "x.l.exists_one(i, i > 2) | true",
                "x.o.map(k, k) | [\"k\"]",
                "x.l.map(i, x.l.filter(j, j < i)) | [[],[1],[1,2]]",
                "order.items.filter(i, i.qty > 1).map(i, i.sku) | [\"A\"]",
                // texts
                "'a' + 'b' + x.s | \"abhi\"",
                "x.s.upperAscii() | \"HI\"",
                "'a,b'.split(',').join('-') | \"a-b\"",
                "'aXbX'.replace('X', '--') | \"a--b--\"",
                "x.s.matches('^h.$') | true",
                "x.s.substring(1) | \"i\"",
                "string(x.a) | \"1\"",
                "[1] + [2] | [1,2]",
                // times and other values that JSON has no form for
                "now | \"2026-03-01T00:00:00Z\"",
                "now - timestamp('2026-01-01T00:00:00Z') | \"PT1416H\"",
                "now - timestamp('2026-01-01T00:00:00Z') > duration('720h') | true",
                "now.getFullYear() | 2026",
                "b'abc' | \"YWJj\"",
                "7u | 7",
                "9007199254740993 | \"9007199254740993\"",
                // a condition may give different types
                "x.yes ? 'a' : null | \"a\"",
                "x.yes ? 1 : 'b' | 1",
            })
    void expressionsGiveJson(String source, String json) {
        // given values, when an expression over them is evaluated, then its result is this JSON
        assertThat(evaluate(source).write()).isEqualTo(json);
    }

    @Test
    void givenAnyJson_whenItsVariableIsEvaluated_thenItIsTheSame() {
        var expression = Expression.compile("x", Scope.empty().withAny("x"));
        var rebuilt = Expression.compile(
                "{'list': [x], 'same': [x].map(i, i)}", Scope.empty().withAny("x"));
        for (var seed = 0; seed < 2_000; seed++) {
            var json = Samples.random(new SplittableRandom(seed), 4);
            var bindings = Bindings.empty().with("x", json);
            assertThat(expression.evaluate(bindings)).as("seed %d", seed).isEqualTo(json);
            assertThat(rebuilt.evaluate(bindings))
                    .as("seed %d", seed)
                    .isEqualTo(Json.parse("{\"list\": [0], \"same\": [0]}")
                            .asObject()
                            .with("list", Json.array(json))
                            .with("same", Json.array(json)));
        }
    }

    @Test
    void givenEqualJson_thenExpressionsFindItEqual_andUnequalJsonNot() {
        var equal = Expression.compile("x == y", Scope.empty().withAny("x").withAny("y"));
        for (var seed = 0; seed < 1_000; seed++) {
            var one = Samples.random(new SplittableRandom(seed), 3);
            var other = Samples.random(new SplittableRandom(seed + 1), 3);
            var same = Json.parse(one.write());
            assertThat(equal.test(Bindings.empty().with("x", one).with("y", same)))
                    .as("seed %d", seed)
                    .isEqualTo(new Truth.True());
            assertThat(equal.test(Bindings.empty().with("x", one).with("y", other))
                            .isTrue())
                    .as("seed %d", seed)
                    .isEqualTo(one.equals(other));
        }
    }

    @Test
    void givenAnEmptyOptional_thenOnlyEvaluateOptionalTakesIt() {
        var expression = Expression.compile("x.?none", Samples.SCOPE);
        assertThat(expression.evaluateOptional(Samples.BINDINGS)).isEmpty();
        assertThat(expression.isOptional()).isTrue();
        assertThatThrownBy(() -> expression.evaluate(Samples.BINDINGS))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("x.?none")
                .hasMessageContaining(".orValue(");
        assertThat(Expression.compile("x.?n", Samples.SCOPE).evaluateOptional(Samples.BINDINGS))
                .contains(Json.Null.INSTANCE);
    }

    @Test
    void givenACondition_thenOnlyTheBooleanTrueIsTrue() {
        assertThat(test("x.yes")).isEqualTo(new Truth.True());
        assertThat(test("!x.yes")).isEqualTo(new Truth.False());
        for (var truthy : new String[] {"x.a", "x.s", "'true'", "x.l", "x.n", "x.?yes", "x.?none", "now"}) {
            assertThat(test(truthy)).as(truthy).isInstanceOf(Truth.Failed.class);
        }
        assertThat(test("x.s")).isEqualTo(new Truth.Failed("'x.s' gives string, not true or false"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x.none | 'none' is missing (column 2)",
                "x.none.deeper == 1 | 'none' is missing (column 7)",
                "x.s > 5 | '>' cannot be applied to these values (column 5)",
                "x.s.deeper | a member is selected from a value that has no members (column 4)",
                "x.l[7] | the list has no item at this index (column 4)",
                "x.a / 0 | it divides by zero (column 5)",
                "int(x.s) | a text does not have the form that the function needs (column 4)",
                "timestamp(x.s) | a text does not have the form that the function needs (column 10)",
                "9223372036854775807 + x.a | a number becomes too large (column 21)",
                "x.a && true | a condition in it is neither true nor false (column 2)",
                "x.a ? 1 : 2 | a condition in it is neither true nor false (column 5)",
                "0.0 / 0.0 | the result is NaN, which JSON cannot hold",
                "{1: 2} | the result has a key that is no text, which JSON cannot hold",
                "type(x.a) | the result is a type, not a value",
                "x.l.join() | join() works on texts only; make one of each item with string(...) (column 9)",
            })
    void failuresSayWhatAndWhere(String source, String reason) {
        // given values that do not fit, when evaluated, then the exception and the truth tell the reason
        var expression = Expression.compile(source, Samples.SCOPE);
        var whole = "'" + source + "' failed: " + reason;
        assertThatThrownBy(() -> expression.evaluate(Samples.BINDINGS))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(whole);
        assertThat(expression.test(Samples.BINDINGS)).isEqualTo(new Truth.Failed(whole));
    }

    @Test
    void givenAVariableWithoutValue_thenTheFailureNamesIt() {
        assertThatThrownBy(() -> Expression.compile("x.a", Samples.SCOPE).evaluate(Bindings.empty()))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("'x' has no value here");
    }

    @Test
    void givenSecretValues_thenFailuresDoNotRepeatThem() {
        var bindings = Bindings.empty().with("x", Json.text("s3cret"));
        for (var source :
                new String[] {"int(x)", "timestamp(x)", "x > 1", "x.a", "duration(x)", "''.matches('(' + x)"}) {
            assertThatThrownBy(() -> Expression.compile(source, Samples.SCOPE).evaluate(bindings))
                    .as(source)
                    .isInstanceOf(EvaluationException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("s3cret");
        }
        assertThat(bindings).hasToString("Bindings of [x]");
    }

    @Test
    void givenManyThreads_thenOneExpressionServesThemAll() throws Exception {
        var expression = Expression.compile("x.map(i, i + 1).filter(i, i > 5)", Samples.SCOPE);
        var tasks = new ArrayList<Callable<Json>>();
        for (var n = 0; n < 200; n++) {
            var bindings = Bindings.empty().with("x", Json.array(Json.number(n), Json.number(n + 1)));
            tasks.add(() -> expression.evaluate(bindings));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = threads.invokeAll(tasks);
            for (var n = 5; n < 200; n++) {
                assertThat(results.get(n).get()).isEqualTo(Json.array(Json.number(n + 1), Json.number(n + 2)));
            }
        }
    }

    @Test
    void givenAPathWithASchema_thenTheExpressionKnowsTypeAndSchema() {
        var total = Expression.compile("order.totalMinor", Samples.SCOPE);
        assertThat(total.type()).contains("integer");
        assertThat(total.schema()).contains(Json.object("type", Json.text("integer")));
        assertThat(Expression.compile("order.?wish", Samples.SCOPE).type()).contains("string");
        assertThat(Expression.compile("order.items.map(i, i.sku)", Samples.SCOPE)
                        .type())
                .contains("array");
        assertThat(Expression.compile("order.price > 3", Samples.SCOPE).type()).contains("boolean");
        assertThat(Expression.compile("x.a", Samples.SCOPE).type()).isEmpty();
        assertThat(Expression.compile("x.a", Samples.SCOPE).schema()).isEmpty();
        assertThat(Expression.compile("order.?customer.id", Samples.SCOPE).schema())
                .contains(Json.object("type", Json.text("string")));
    }
}
