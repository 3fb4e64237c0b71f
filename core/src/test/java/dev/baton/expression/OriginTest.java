package dev.baton.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking where an argument comes from. */
class OriginTest {
    private static final Json.Obj ARGS = Json.parse("""
            {"type": "object", "required": ["to", "lines"], "properties": {
              "to": {"type": "string"}, "note": {"type": "string"},
              "lines": {"type": "array", "items": {"type": "object", "required": ["sku"],
                "properties": {"sku": {"type": "string"}}}}}}""").asObject();
    private static final Scope SCOPE = Scope.empty().with("args", ARGS).withOrigins();
    private static final Bindings BINDINGS = Bindings.empty()
            .with("args", Json.parse("{\"to\": \"x\", \"lines\": [{\"sku\": \"a\"}, {\"sku\": \"b\"}]}"))
            .withOrigins(Json.parse("""
                    {"to": ["input"], "lines[0].sku": ["tool:mail.read"], "lines[1].sku": ["model", "session"]}""").asObject());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin(args.to) == ['input']",
                "origin(args.to).all(o, o in ['session', 'input'])",
                "'input' in origin(args.to)",
                "!('model' in origin(args.to))",
                "origin(args.lines) == ['model', 'session', 'tool:mail.read']",
                "origin(args.lines[1].sku) == ['model', 'session']",
                "origin(args.lines).exists(o, o.startsWith('tool:'))",
                "'tool:mail.read' in origin(args)",
                "size(origin(args)) == 4",
                // nothing had a part in what is not there
                "origin(args.note) == []",
                "origin(args.?note) == []",
                "origin(args['to']) == ['input']",
            })
    void givenArguments_thenTheirOriginsAreTold(String source) {
        assertThat(Expression.compile(source, SCOPE).test(BINDINGS)).as(source).isInstanceOf(Truth.True.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "origin(args.too) == ['input'] | args has no member 'too'; did you mean 'to'?",
                "origin(args.to.iban) == ['input'] | args.to is a string and has no member 'iban'",
                "origin(args.lines[0].skuu) == [] | has no member 'skuu'",
                "'modle' in origin(args.to) | no origin is 'modle'; did you mean 'model'?",
                "origin(args.to) == ['inputs'] | no origin is 'inputs'; did you mean 'input'?",
                "origin(args.to).all(o, o in ['session', 'imput']) | no origin is 'imput'; did you mean 'input'?",
                "origin(args.to).exists(o, o == 'tool') | no origin is 'tool'",
                "origin(args.to) == 'input' | '==' cannot be applied to a list and a string",
                "origin(tool) == [] | origin(...) takes an argument of the call, as origin(args.to)",
                "origin('to') == [] | origin(...) takes an argument of the call, as origin(args.to)",
                "args.lines.all(l, origin(l.sku) == []) | origin(...) takes an argument of the call",
                "origin(args.to + args.to) == [] | origin(...) takes an argument of the call",
            })
    void givenAnAskingThatCanNeverBeRight_thenItIsTold(String source, String words) {
        var failure = catchThrowableOfType(ExpressionException.class, () -> Expression.compile(source, SCOPE));

        assertThat(failure).as(source).isNotNull();
        assertThat(failure.problems().toString()).contains(words);
    }

    @Test
    void givenAnExpressionOutsideOfAPolicy_thenItCannotAsk() {
        var plain = Scope.empty().with("args", ARGS);

        var failure = catchThrowableOfType(
                ExpressionException.class, () -> Expression.compile("origin(args.to) == ['input']", plain));

        assertThat(failure.problems().toString()).contains("origin(...) can only be asked in the rules of a policy");
    }
}
