package dev.baton.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.json.Json;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static Template compile(String json) {
        return Template.compile(Json.parse(json), Samples.SCOPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"n\": \"${order.totalMinor}\", \"l\": \"${x.l}\"} | {\"n\":5000,\"l\":[1,2,3]}",
                "\"Claim for ${order.orderId} settled\" | \"Claim for ORD-1 settled\"",
                "\"${order.orderId}${order.totalMinor}\" | \"ORD-15000\"",
                "\"${x.l} ${x.d} ${x.yes} ${x.o}\" | \"[1,2,3] 1.5 true {\\\"k\\\":\\\"v\\\"}\"",
                "\" ${x.a}\" | \" 1\"",
                "{\"a\": \"${x.?none}\", \"b\": \"${x.?a}\", \"c\": \"${x.n}\"} | {\"b\":1,\"c\":null}",
                "[\"${x.?none}\", \"x\", \"${x.?a}\"] | [\"x\",1]",
                "\"$${x.a} and $x and $$ and {x}\" | \"${x.a} and $x and $$ and {x}\"",
                "\"$$${x.a}\" | \"$${x.a}\"",
                "\"${ x.a }\" | 1",
                "\"${{'a': {'b': '}'}}.a.b}\" | \"}\"",
                "\"${'{' + \\\"}\\\" + '\\\\'}'}!\" | \"{}'}!\"",
                "\"${r'\\\\d}'}\" | \"\\\\d}\"",
                "\"${'''it's }'''}\" | \"it's }\"",
                "\"${x.a // a note }\\n+ 1}\" | 2",
                "{\"${x.a}\": 1} | {\"${x.a}\":1}",
                "[1, true, null, 2.5, {}] | [1,true,null,2.5,{}]",
            })
    void templatesAreFilledIn(String template, String json) {
        // given a template, when evaluated, then ${...} is replaced by its value
        assertThat(compile(template).evaluate(Samples.BINDINGS).write()).isEqualTo(json);
    }

    @Test
    void givenAnyJson_whenEscaped_thenItsTemplateGivesItBack() {
        for (var seed = 0; seed < 2_000; seed++) {
            var json = Samples.random(new SplittableRandom(seed), 4);
            var template = Template.compile(Template.literal(json), Scope.empty());
            assertThat(template.evaluate(Bindings.empty())).as("seed %d", seed).isEqualTo(json);
            assertThat(template.parts()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void givenNothingOrNullInsideText_thenItIsRefused_becauseAKeyMustNotLoseItsEnd() {
        assertThatThrownBy(() -> compile("{\"once\": \"settle:${x.?none}\"}").evaluate(Samples.BINDINGS))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("once: ")
                .hasMessageContaining("x.?none");
        assertThatThrownBy(() -> compile("{\"once\": [\"settle:${x.n}\"]}").evaluate(Samples.BINDINGS))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("once[0]: ")
                .hasMessageContaining("null");
    }

    @Test
    void givenOneOptionalAlone_thenTheWholeMayBeEmpty() {
        assertThat(compile("\"${x.?none}\"").evaluateOptional(Samples.BINDINGS)).isEmpty();
        assertThatThrownBy(() -> compile("\"${x.?none}\"").evaluate(Samples.BINDINGS))
                .isInstanceOf(EvaluationException.class);
    }

    @Test
    void givenAFailingPart_thenTheMessageTellsWhere() {
        assertThatThrownBy(() -> compile("{\"a\": {\"b\": [1, \"${x.none}\"]}}").evaluate(Samples.BINDINGS))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("a.b[1]: 'x.none' failed: 'none' is missing (column 2)");
    }

    @Test
    void givenProblemsInManyPlaces_thenAllAreToldWithTheirPath() {
        var failure = catchThrowableOfType(ExpressionException.class, () -> compile("""
                        {"a": {"b": ["${ordr}", "x ${order.ordrId} and ${foo()} ${x.a}"]},
                         "c": "${x.a", "d": "${}", "e": "${x.a}", "f": "} $"}
                        """));
        assertThat(failure.problems())
                .containsExactly(
                        "a.b[0]: unknown variable 'ordr'; did you mean 'order'? (column 1)",
                        "a.b[1]: order has no member 'ordrId'; did you mean 'orderId'? (column 6)",
                        "a.b[1]: unknown function 'foo' (column 4)",
                        "c: '${' is not closed by '}'; write $${ for a literal ${ (column 1)",
                        "d: '${}' is empty; write $${ for a literal ${ (column 1)");
    }

    @Test
    void givenATemplate_thenItsPartsTellPlaceAndFormAndWhatTheyRead() {
        var template = compile("{\"a\": \"${x.a}\", \"b\": [{\"c\": \"n ${x.?d} ${now}\"}]}");
        assertThat(template.parts())
                .extracting(
                        Template.Part::path,
                        Template.Part::alone,
                        part -> part.expression().source())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", true, "x.a"),
                        org.assertj.core.groups.Tuple.tuple("b[0].c", false, "x.?d"),
                        org.assertj.core.groups.Tuple.tuple("b[0].c", false, "now"));
        assertThat(template.references())
                .containsExactlyInAnyOrder(
                        new Reference("x", List.of("a"), false),
                        new Reference("x", List.of("d"), true),
                        new Reference("now", List.of(), false));
    }
}
