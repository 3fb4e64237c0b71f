package dev.baton.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found when an expression is loaded, before it ever sees a value. */
class CheckTest {
    private static List<String> problems(String source, Scope scope) {
        var failure = catchThrowableOfType(ExpressionException.class, () -> Expression.compile(source, scope));
        assertThat(failure).as(source).isNotNull();
        return failure.problems();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                // names
                "ordr.orderId | unknown variable 'ordr'; did you mean 'order'? (column 1)",
                "zzzzz | unknown variable 'zzzzz'; there are order, x, now (column 1)",
                "order.ordrId | order has no member 'ordrId'; did you mean 'orderId'? (column 6)",
                "order.orderID | order has no member 'orderID'; did you mean 'orderId'? (column 6)",
                "order['ordrId'] | order has no member 'ordrId'; did you mean 'orderId'? (column 6)",
                "order.?ordrId | order has no member 'ordrId'; did you mean 'orderId'? (column 6)",
                "has(order.ordrId) | order has no member 'ordrId'; did you mean 'orderId'? (column 4)",
                "order.items[0].skuu | order.items[0] has no member 'skuu'; did you mean 'sku'? (column 15)",
                "order.items.all(i, i.skuu == 'A') | i has no member 'skuu'; did you mean 'sku'? (column 21)",
                "order.?customer.idd | order.customer has no member 'idd'; did you mean 'id'? (column 16)",
                "order.orderId.length | order.orderId is a string and has no member 'length' (column 14)",
                "order.items.sku | order.items is a list and has no member 'sku' (column 12)",
                "sizee(order.items) | unknown function 'sizee'; did you mean 'size'? (column 6)",
                // members that may be missing
                "order.wish | wish may be missing; write order.?wish or guard it with has(order.wish) (column 6)",
                "order.customer.id | customer may be missing; write order.?customer or guard it with has(order.customer) (column 6)",
                "has(order.wish) || order.wish == 'refund' | wish may be missing; write order.?wish or guard it with has(order.wish) (column 25)",
                "!has(order.wish) && order.wish == 'refund' | wish may be missing; write order.?wish or guard it with has(order.wish) (column 26)",
                "has(order.wish) ? '' : order.wish | wish may be missing; write order.?wish or guard it with has(order.wish) (column 29)",
                "order.items.all(i, i.note != '') | note may be missing; write i.?note or guard it with has(i.note) (column 21)",
                "has(order.customer) && order.wish == 'refund' | wish may be missing; write order.?wish or guard it with has(order.wish) (column 29)",
                // types
                "order.orderId > 5 | '>' cannot be applied to a string and an integer (column 15)",
                "order.orderId == 5 | '==' cannot be applied to a string and an integer (column 15)",
                "order.price > 'x' | '>' cannot be applied to a number and a string (column 13)",
                "order.totalMinor + order.currency | '+' cannot be applied to an integer and a string (column 18)",
                "order.items.exists(i, i.qty > 'a') | '>' cannot be applied to an integer and a string (column 29)",
                "order.?wish == 'refund' | '==' cannot be applied to an optional and a string; give the optional a value with .orValue(...) (column 13)",
                "now > order.orderId | '>' cannot be applied to a timestamp and a string (column 5)",
                "order.totalMinor.startsWith('5') | 'startsWith' cannot be applied to an integer and a string (column 28)",
                "order.totalMinor.all(i, true) | a macro cannot go through an integer (column 6)",
                "order.totalMinor in ['a'] | 'in' cannot be applied to an integer and a list (column 18)",
                // values that the schema does not have
                "order.?wish.value() == 'refnd' | order.wish is never 'refnd'; did you mean 'refund'? (column 21)",
                "has(order.wish) && order.wish == 'x' | order.wish is never 'x'; it is one of refund, replacement (column 31)",
                "has(order.wish) && order.wish in ['refund', 'y'] | order.wish is never 'y'; it is one of refund, replacement (column 31)",
                // literals
                "now - now > duration('720hh') | '720hh' is no duration; write it as in 720h, 90m or 1h30m (column 21)",
                "now > timestamp('2026') | '2026' is no time; write it as in 2026-01-31T12:00:00Z (column 16)",
                "x.s.matches('(') | '(' is no regular expression that can be used here (column 12)",
                // syntax
                "1 + | the expression ends too early (column 4)",
                "x.a x | unexpected 'x' (column 5)",
                "x.l.map(1, i) | the first argument of a macro must be the name of a variable (column 8)",
            })
    void mistakesAreFoundWhenLoaded(String source, String problem) {
        // given schemas, when an expression with a mistake is compiled, then the one problem is told in words
        assertThat(problems(source, Samples.SCOPE)).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has(order.wish) && order.wish == 'refund'",
                "order.wish == 'refund' && has(order.wish)",
                "!has(order.wish) || order.wish == 'refund'",
                "has(order.wish) ? order.wish == 'refund' : false",
                "!has(order.wish) ? false : order.wish == 'refund'",
                "!(!has(order.wish)) && order.wish == 'refund'",
                "!(has(order.wish) && order.wish == 'refund') || order.orderId == ''",
                "order.?wish.hasValue() && order.wish == 'refund'",
                "'wish' in order && order.wish == 'refund'",
                "has(order.wish) && has(order.deliveredAt) && order.wish == 'refund' && order.deliveredAt != ''",
                "(has(order.wish) || false) && x.a == 1",
                "has(order.customer) && has(order.customer.mail) && order.customer.mail != ''",
                "order.items.exists(i, has(i.note) && i.note == 'gift')",
                "has(order.wish) && order.items.exists(i, i.sku == order.wish)",
                "has(order.deliveredAt) && now - timestamp(order.deliveredAt) > duration('720h')",
                "order.?customer.mail.orValue('') == ''",
                "order.?wish.orValue('none') == 'anything'",
                "has(order.extra) && order.extra.whatever == 1",
                "has(order.either) && order.either.whatever > 1",
                "x.anything.goes[3] > 'x'",
                "order.price == 10 || order.totalMinor == 10.5",
                "order.price + 1 > order.totalMinor * 2.5",
                "order.orderId != null",
                "order == {'orderId': 'A'}",
                "order.items + order.items == []",
                "type(order.totalMinor) == int",
                "order.?wish == optional.of('refund')",
                "strings.quote(order.orderId) == ''",
                "x.l.exists(order, order > 1)",
            })
    void whatIsRightIsLeftAlone(String source) {
        // given an expression whose every use is guarded and typed, when compiled, then nothing is found
        assertThatCode(() -> Expression.compile(source, Samples.SCOPE)).doesNotThrowAnyException();
    }

    @Test
    void givenManyMistakes_thenAllAreToldAtOnce() {
        assertThat(problems("ordr.a + order.wish + foo(order.orderID) + order.currency * 2", Samples.SCOPE))
                .hasSizeGreaterThanOrEqualTo(5)
                .anyMatch(problem -> problem.contains("'ordr'"))
                .anyMatch(problem -> problem.contains("wish may be missing"))
                .anyMatch(problem -> problem.contains("'foo'"))
                .anyMatch(problem -> problem.contains("'orderID'"))
                .anyMatch(problem -> problem.contains("'*'"));
    }

    @Test
    void givenSeveralLines_thenTheLineIsTold() {
        assertThat(problems("order.orderId == '' ||\n  order.ordrId == ''", Samples.SCOPE))
                .containsExactly("order has no member 'ordrId'; did you mean 'orderId'? (line 2, column 8)");
    }

    @Test
    void givenASchemaInsideAnother_thenItsOwnDefinitionsAreFound() {
        var steps = Json.parse("{\"type\": \"object\", \"properties\": {}, \"required\": [\"order\"]}")
                .asObject()
                .with("properties", Json.object("order", Samples.ORDER_SCHEMA));
        var scope = Scope.empty().with("steps", steps);
        assertThat(problems("steps.order.?customer.idd", scope))
                .containsExactly("steps.order.customer has no member 'idd'; did you mean 'id'? (column 22)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"#/$defs/none\"}",
                "{\"$ref\": \"https://example.com/schema\"}",
                "{\"$ref\": \"#\"}",
                "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"$ref\": \"#/$defs/a\"}}}",
                "{\"anyOf\": [{\"type\": \"object\"}]}",
                "{\"type\": \"object\"}",
                "{\"type\": [\"object\", \"null\"], \"properties\": {\"a\": {}}, \"additionalProperties\": {}}",
                "{}",
            })
    void whatASchemaDoesNotTellIsNotGuessed(String schema) {
        // given a schema that leaves a value open, when any member is read, then nothing is found
        var scope = Scope.empty().with("v", Json.parse(schema).asObject());
        assertThatCode(() -> Expression.compile("v.b.c > 3", scope)).doesNotThrowAnyException();
    }

    @Test
    void givenASchemaThatReferencesItself_thenItIsFollowedAsDeepAsTheExpressionGoes() {
        var list = Json.parse("""
                        {"$ref": "#/$defs/node", "$defs": {"node": {"type": "object", "required": ["next"],
                         "properties": {"next": {"$ref": "#/$defs/node"}, "value": {"type": "integer"}}}}}
                        """).asObject();
        assertThat(problems("v.next.next.next.valeu", Scope.empty().with("v", list)))
                .containsExactly("v.next.next.next has no member 'valeu'; did you mean 'value'? (column 17)");
    }

    @Test
    void givenAVariable_thenTheScopeKnowsIt() {
        assertThat(Samples.SCOPE.knows("order")).isTrue();
        assertThat(Samples.SCOPE.knows("ordr")).isFalse();
        assertThat(Scope.empty().knows("order")).isFalse();
    }
}
