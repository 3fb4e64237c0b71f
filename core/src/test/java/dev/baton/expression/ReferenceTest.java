package dev.baton.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
    private static final Scope SCOPE =
            Scope.empty().withAny("steps").withAny("input").withTime("now");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 1 | ''",
                "steps | steps",
                "steps.order.totalMinor | steps.order.totalMinor",
                "steps.order.items[0].sku | steps.order.items",
                "steps['order'].id | steps.order.id",
                "steps[input.name].id | input.name steps",
                "steps.order.items[input.at] | input.at steps.order.items",
                "steps.?stock.available.orValue(0) | steps.stock.available?",
                "steps.stock.?available | steps.stock.available?",
                "has(steps.refund) | steps.refund?",
                "has(steps.refund) ? steps.refund.id : '' | steps.refund.id? steps.refund?",
                "!has(steps.refund) ? steps.refund.id : '' | steps.refund.id steps.refund?",
                "steps.a.b == steps.a.c && now > now | now steps.a.b steps.a.c",
                "steps.items.map(i, i.sku + input.x) | input.x steps.items",
                "input.list.exists(steps, steps.a == 1) | input.list",
                "steps.?a.optMap(v, v.b).orValue(1) | steps.a?",
                "steps.name.startsWith('a') | steps.name",
                "[input.a, {'k': input.b}] | input.a input.b",
                "optional.none() | ''",
            })
    void expressionsTellWhatTheyRead(String source, String expected) {
        // given an expression, when compiled, then its references are the longest paths, ? where absence is coped with
        var references = Expression.compile(source, SCOPE).references().stream()
                .map(reference -> reference + (reference.optional() ? "?" : ""))
                .sorted()
                .collect(Collectors.joining(" "));
        assertThat(references).isEqualTo(expected.replace("''", ""));
    }

    @Test
    void givenAReference_thenItIsWrittenAsInTheExpression() {
        assertThat(new Reference("steps", List.of("order", "id"), true)).hasToString("steps.order.id");
        assertThat(Expression.compile("steps.order.id", SCOPE).references())
                .containsExactly(new Reference("steps", List.of("order", "id"), false));
    }
}
